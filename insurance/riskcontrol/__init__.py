"""Risk control (风控): signals from applications and claims, a score, and cases that people decide."""
