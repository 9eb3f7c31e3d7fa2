"""Who a child is and who looks after the child: identity facts, sealed in their own compartment."""
