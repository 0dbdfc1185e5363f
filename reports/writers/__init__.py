"""Writers of documents: DOCX, XLSX, HTML, iCalendar."""
