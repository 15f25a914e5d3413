"""受付コンソール: the staff's web page. It reads and writes through the records alone."""
