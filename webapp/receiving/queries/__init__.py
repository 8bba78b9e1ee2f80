"""What is read of intakes and scans."""
