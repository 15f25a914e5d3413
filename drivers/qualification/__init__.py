"""The national qualification service (オンライン資格確認)."""
