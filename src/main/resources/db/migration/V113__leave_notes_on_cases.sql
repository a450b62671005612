-- what members of staff tell each other about a case; never shown to the customer while the case runs, and erased with him
create table case_note (
  id         bigint generated always as identity,
  case_no    varchar(100)             not null references case_file (case_no),
  round      integer                  not null,
  text       varchar(2000)            not null,
  written_by varchar(100)             not null,
  written_at timestamp with time zone not null,
  constraint case_note_pk primary key (id)
);

create index case_notes_of_a_case on case_note (case_no, id);
