"""The rules of child protection work as pure functions over facts; standard library only."""
