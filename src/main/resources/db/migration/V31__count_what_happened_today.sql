create index timeline_entry_by_kind_and_moment on timeline_entry (kind, happened_at);
