"""What children and guardians ask of their own data, and what they are answered (个人信息权利)."""
