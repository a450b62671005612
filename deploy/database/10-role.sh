#!/bin/sh
# Runs once, on an empty volume: the application gets a role that owns its own database and nothing else.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set password="$HUISHENG_DATABASE_PASSWORD" <<'SQL'
create role huisheng login password :'password';
create database huisheng owner huisheng encoding 'UTF8' template template0;
SQL
