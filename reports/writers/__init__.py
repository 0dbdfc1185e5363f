"""Documents as files: DOCX, XLSX, HTML, calendar."""
