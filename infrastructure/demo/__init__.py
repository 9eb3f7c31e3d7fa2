"""An invented city for trying things out: nobody in it exists."""
