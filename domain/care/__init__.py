"""The care file of a child: where the child lives and learns, why a file, how closely to look."""
