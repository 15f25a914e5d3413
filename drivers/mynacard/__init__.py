"""The My Number card (個人番号カード): what its chip holds and how it is asked."""
