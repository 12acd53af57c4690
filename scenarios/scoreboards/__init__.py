"""The public scoreboards: readers that check every record, the metric that fits the set, and its floors."""
