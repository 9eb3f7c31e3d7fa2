"""Suspected harm to a child that the law demands to be reported (强制报告)."""
