"""What is to be done about workbooks before they are sent."""
