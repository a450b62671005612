-- user ids of the engine; an absence is never deleted, it ends earlier
create table absence (
  id          uuid                     not null,
  user_id     varchar(64)              not null,
  away_from   timestamp with time zone not null,
  away_until  timestamp with time zone not null,
  stand_in    varchar(64),
  entered_by  varchar(64)              not null,
  entered_at  timestamp with time zone not null,
  ended_by    varchar(64),
  constraint absence_pk primary key (id),
  constraint absence_has_a_length check (away_until >= away_from),
  constraint absence_nobody_stands_in_for_himself check (stand_in is null or stand_in <> user_id)
);

create index absence_by_end on absence (away_until);
