-- Version 1. One text for SQLite and PostgreSQL: instants are epoch milliseconds, days are ISO text.
-- ${blob} is the dialect's type for bytes.

create table invoicing_process (
  pipeline text not null,
  id text not null,
  sale text not null,
  part integer not null,
  strand text not null,
  alarm text not null,
  step text not null,
  lane text,
  due_at bigint,
  parked_on text,
  priority integer not null,
  attempt integer not null,
  version bigint not null,
  signals bigint not null,
  state_format integer not null,
  state text not null,
  attention_code text,
  attention_text text,
  attention_since bigint,
  created_at bigint not null,
  updated_at bigint not null,
  reference text,
  books_id text,
  invoice_number text,
  currency text,
  net_minor bigint not null,
  gross_minor bigint not null,
  open_minor bigint not null,
  invoice_date text,
  due_date text,
  settled_on text,
  erased integer not null default 0,
  primary key (pipeline, sale, part, strand)
);
create unique index invoicing_process_id on invoicing_process (pipeline, id);
create index invoicing_process_due on invoicing_process (pipeline, lane, due_at) where lane is not null;
create index invoicing_process_parked on invoicing_process (pipeline, parked_on) where parked_on is not null;
create index invoicing_process_attention on invoicing_process (pipeline, attention_since) where attention_code is not null;
create index invoicing_process_ended on invoicing_process (pipeline, step, erased);
create index invoicing_process_books on invoicing_process (pipeline, strand, books_id) where books_id is not null;

create table invoicing_claim (
  pipeline text not null,
  id text not null,
  process text not null,
  primary key (pipeline, id)
);
create index invoicing_claim_process on invoicing_claim (pipeline, process);

create table invoicing_effect (
  pipeline text not null,
  process text not null,
  act text not null,
  status text not null,
  account text not null,
  reference text,
  attempt integer not null,
  intended_at bigint not null,
  send_by bigint not null,
  settled_at bigint not null,
  ever_unknown integer not null,
  vendor_id text,
  answer text,
  extra_ids text,
  version bigint not null,
  primary key (pipeline, process, act)
);
create unique index invoicing_effect_reference on invoicing_effect (account, act, reference) where reference is not null;
create index invoicing_effect_time on invoicing_effect (pipeline, act, intended_at);

create table invoicing_customer (
  account text not null,
  identity text not null,
  pipeline text,
  creating text,
  customer_id text,
  facts text,
  read_at bigint,
  primary key (account, identity)
);
create index invoicing_customer_creating on invoicing_customer (account, pipeline, creating) where creating is not null;

create table invoicing_account (
  account text not null primary key,
  budget text not null,
  trouble_code text,
  trouble_text text,
  trouble_since bigint,
  trouble_until bigint,
  tokens ${blob},
  token_version bigint not null,
  lease_owner text,
  lease_until bigint
);

-- The last confirmation of each VAT number.
create table invoicing_vat_proof (
  pipeline text not null,
  number text not null,
  checked_at bigint not null,
  proof text not null,
  primary key (pipeline, number)
);

-- Running totals of VAT thresholds: a row with an empty pipeline is what was invoiced, the others are reserved by sales that
-- are decided but not invoiced yet.
create table invoicing_turnover (
  supplier text not null,
  scheme text not null,
  year integer not null,
  pipeline text not null,
  sale text not null,
  part integer not null,
  strand text not null,
  cents bigint not null,
  primary key (supplier, scheme, year, pipeline, sale, part, strand)
);
create index invoicing_turnover_process on invoicing_turnover (pipeline, sale);

create table invoicing_setting (
  pipeline text not null,
  name text not null,
  value text not null,
  primary key (pipeline, name)
);

create table invoicing_journal (
  pipeline text not null,
  at bigint not null,
  sale text not null,
  code text not null,
  text text not null
);
create index invoicing_journal_sale on invoicing_journal (pipeline, sale, at);

-- db-scheduler's table (16.x), with instants as epoch milliseconds.
create table invoicing_alarm (
  task_name text not null,
  task_instance text not null,
  task_data ${blob},
  execution_time bigint not null,
  picked boolean not null,
  picked_by text,
  last_success bigint,
  last_failure bigint,
  consecutive_failures integer,
  last_heartbeat bigint,
  version bigint not null,
  priority integer,
  primary key (task_name, task_instance)
);
create index invoicing_alarm_due on invoicing_alarm (priority desc, execution_time asc);
create index invoicing_alarm_time on invoicing_alarm (execution_time);
create index invoicing_alarm_heartbeat on invoicing_alarm (last_heartbeat);
