"""Reads the マイナポータル 資格情報 as PDF: a stranger's file, so at a distance."""
