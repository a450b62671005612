create table customer (
  customer_no    varchar(100) not null,
  type           varchar(200),
  tier           varchar(200),
  industry       varchar(200),
  customer_since date,
  language       varchar(35),
  survey_consent boolean,
  consent_at     timestamp with time zone,
  opted_out_at   timestamp with time zone,
  opted_out_via  varchar(200),
  known_since    timestamp with time zone not null,
  constraint customer_pk primary key (customer_no),
  constraint customer_consents_at_a_moment check ((survey_consent is null) = (consent_at is null)),
  constraint customer_opts_out_some_way check ((opted_out_at is null) = (opted_out_via is null))
);

-- all personal data, so that whoever needs none reads none, and erasing it is one statement
create table customer_contact (
  customer_no varchar(100) not null,
  name        varchar(400),
  email       varchar(320),
  phone       varchar(100),
  wecom_id    varchar(200),
  email_key   varchar(80),
  phone_key   varchar(80),
  constraint customer_contact_pk primary key (customer_no),
  constraint customer_contact_is_of_a_customer foreign key (customer_no) references customer (customer_no)
);

create index customer_contact_by_email on customer_contact (email_key);

-- one row per identity of a customer; whoever wants to invite holds all rows of him first
create table quiet_period (
  identity_key    varchar(120) not null,
  last_invited_at timestamp with time zone,
  reserved_for    varchar(200),
  constraint quiet_period_pk primary key (identity_key)
);

-- append-only: no statement of the application updates or deletes a line of the two tables below;
-- both outlive the customer they are about, hence no foreign key
create table consent_record (
  id           bigint generated always as identity,
  customer_no  varchar(100) not null,
  subject      varchar(40)  not null,
  agreed       boolean      not null,
  text_version varchar(100),
  said_at      timestamp with time zone not null,
  source       varchar(200) not null,
  constraint consent_record_pk primary key (id)
);

create index consent_record_by_customer on consent_record (customer_no, id);

create table contact_look (
  id          bigint generated always as identity,
  looked_at   timestamp with time zone not null,
  user_id     varchar(100) not null,
  customer_no varchar(100) not null,
  purpose     varchar(400) not null,
  constraint contact_look_pk primary key (id)
);

create index contact_look_by_customer on contact_look (customer_no, id);
