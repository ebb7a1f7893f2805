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
-- data
create table invoicing_schema (version integer not null primary key);
insert into invoicing_schema (version) values (1);
insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on, priority, attempt, version, signals, state_format, state, attention_code, attention_text, attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor, gross_minor, open_minor, invoice_date, due_date, settled_on, erased) values
  ('default', '0273cabcb722eea2', 'crm|1|6', 1, 'INVOICE', 'crm|1|6#1#invoice', 'CUSTOMER', 'own', 1795510800000, null, 30, 0, 0, 0, 1, '{"sale":{"ref":"crm|1|6","aliases":[],"reference":"HS-6","title":"Deal 6","buyer":{"kind":"COMPANY","name":"Bakkerij De Vries B.V. 68750110","address":{"street":"Dorpsstraat 1","postalCode":"1234 AB","city":"Utrecht","country":"NL"},"kvkNumber":"68750110","email":"facturen@devries.example","sourceId":"crm:company:68750110","purchaseOrderRequired":false},"lines":[{"description":"Advies","quantity":4,"unitPrice":"137.50 EUR","kind":"SERVICE","rateClass":"STANDARD","facts":{"parts":[],"foreignRates":{}}}],"currency":"EUR","pricesIncludeVat":false,"wonAt":"2026-11-24T09:00:00Z","facts":{"selfBilled":false},"version":"1"},"submitted":true,"backfill":false,"lookFirst":false,"ignoreInvoicedAs":false,"released":[],"customerCreated":false,"checks":[],"unknownSince":{},"turnover":[],"turnoverCounted":false,"confirmedSignals":-1,"part":1,"credits":[],"creditNotes":0}', null, null, null, 1795510800000, 1795510800000, 'HS-6', null, null, null, 0, 0, 0, null, null, null, 0);
insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on, priority, attempt, version, signals, state_format, state, attention_code, attention_text, attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor, gross_minor, open_minor, invoice_date, due_date, settled_on, erased) values
  ('default', '1f17494e877ff7f2', 'crm|1|3', 1, 'INVOICE', 'crm|1|3#1#invoice', 'BOOK', 'own', 1795510815000, null, 30, 0, 6, 0, 1, '{"sale":{"ref":"crm|1|3","aliases":[],"reference":"HS-3","title":"Deal 3","buyer":{"kind":"COMPANY","name":"Bakkerij De Vries B.V. 68750110","address":{"street":"Dorpsstraat 1","postalCode":"1234 AB","city":"Utrecht","country":"NL"},"kvkNumber":"68750110","email":"facturen@devries.example","sourceId":"crm:company:68750110","purchaseOrderRequired":false},"lines":[{"description":"Advies","quantity":4,"unitPrice":"137.50 EUR","kind":"SERVICE","rateClass":"STANDARD","facts":{"parts":[],"foreignRates":{}}}],"currency":"EUR","pricesIncludeVat":false,"wonAt":"2026-11-24T09:00:00Z","facts":{"selfBilled":false},"version":"1"},"submitted":false,"backfill":false,"lookFirst":false,"ignoreInvoicedAs":false,"released":[],"buyer":{"kind":"COMPANY","name":"Bakkerij De Vries B.V. 68750110","address":{"street":"Dorpsstraat 1","postalCode":"1234 AB","city":"Utrecht","country":"NL"},"kvkNumber":"68750110","email":"facturen@devries.example","sourceId":"crm:company:68750110","purchaseOrderRequired":false},"customer":{"id":"cust-1","code":"53143251379941","name":"Bakkerij De Vries B.V. 68750110","kvkNumber":"68750110","email":"facturen@devries.example","postalCode":"1234 AB","country":"NL","state":"ACTIVE"},"customerBy":"remembered","customerCreated":false,"checks":[],"unknownSince":{},"tax":{"decision":"ISSUE","reasons":[],"lines":[{"line":{"description":"Advies","quantity":4,"unitPrice":"137.50 EUR","kind":"SERVICE","rateClass":"STANDARD","facts":{"parts":[],"foreignRates":{}}},"net":"550.00 EUR","treatment":"STANDARD","rate":"21","why":"Service to a customer in the Netherlands (OB art. 6): standard rate 21 % (OB art. 9(1)) on 2026-11-24.","vat":{"row":1,"category":"S","article":"art. 9 lid 1 Wet OB 1968","returnBox":"1a","role":"SOLD","saleLine":0}}],"groups":[{"treatment":"STANDARD","rate":"21","base":"550.00 EUR","vat":"115.50 EUR","category":"S"}],"net":"550.00 EUR","vat":"115.50 EUR","gross":"665.50 EUR","texts":[],"openEvidence":[],"details":{"textsEnglish":[],"vatIds":[],"boxes":[{"box":"1a","base":"550.00 EUR","vat":"115.50 EUR"}],"icp":[],"discounts":[],"documents":[],"retryable":false}},"turnover":[],"turnoverCounted":false,"taxDate":"2026-11-24","invoiceDate":"2026-11-24","confirmedSignals":0,"confirmedAt":"2026-11-24T09:00:00Z","part":1,"credits":[],"creditNotes":0}', null, null, null, 1795510800000, 1795510800000, 'HS-3', null, null, 'EUR', 55000, 66550, 0, null, null, null, 0);
insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on, priority, attempt, version, signals, state_format, state, attention_code, attention_text, attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor, gross_minor, open_minor, invoice_date, due_date, settled_on, erased) values
  ('default', '384fd50c80f3e36c', 'crm|1|erased-3afae110a6b4b02073707796bc94248c', 1, 'INVOICE', 'crm|1|erased-3afae110a6b4b02073707796bc94248c#1#invoice', 'ERASED', null, null, null, 0, 0, 0, 0, 1, '{}', null, null, null, 1795510800000, 1795510800000, null, null, null, null, 0, 0, 0, null, null, null, 2);
insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on, priority, attempt, version, signals, state_format, state, attention_code, attention_text, attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor, gross_minor, open_minor, invoice_date, due_date, settled_on, erased) values
  ('default', '5680220b039f138a', 'crm|1|4', 1, 'INVOICE', 'crm|1|4#1#invoice', 'READ', 'read:crm', 1795510800000, null, 30, 0, 0, 0, 1, '{}', null, null, null, 1795510800000, 1795510800000, null, null, null, null, 0, 0, 0, null, null, null, 0);
insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on, priority, attempt, version, signals, state_format, state, attention_code, attention_text, attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor, gross_minor, open_minor, invoice_date, due_date, settled_on, erased) values
  ('default', '69c48e8521ede760', 'crm|1|1', 1, 'PAYMENT', 'crm|1|1#1#payment', 'PAYMENT', null, null, null, 10, 0, 0, 0, 1, '{"invoice":{"id":"frozen-1","reference":"HS-1","customer":"cust-1","state":"FINAL","total":"665.50 EUR","number":"26000011","invoiceDate":"2026-11-24","dueDate":"2026-12-08"},"state":"OPEN","customerName":"Bakkerij De Vries B.V. 68750110","unread":false}', null, null, null, 1795510800000, 1795510800000, 'HS-1', 'frozen-1', '26000011', 'EUR', 55000, 66550, 66550, '2026-11-24', '2026-12-08', null, 0);
insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on, priority, attempt, version, signals, state_format, state, attention_code, attention_text, attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor, gross_minor, open_minor, invoice_date, due_date, settled_on, erased) values
  ('default', '9de4b6808866b652', 'crm|1|2', 1, 'INVOICE', 'crm|1|2#1#invoice', 'READ', null, null, null, 30, 0, 1, 0, 1, '{"sale":{"ref":"crm|1|2","aliases":[],"reference":"HS-2","title":"Deal 2","buyer":{"kind":"COMPANY","name":"Bakkerij De Vries B.V. 68750110","address":{"street":"Dorpsstraat 1","postalCode":"1234 AB","city":"Utrecht","country":"NL"},"kvkNumber":"68750110","email":"facturen@devries.example","sourceId":"crm:company:68750110","purchaseOrderRequired":false},"lines":[],"currency":"EUR","pricesIncludeVat":false,"wonAt":"2026-11-24T09:00:00Z","facts":{"selfBilled":false},"version":"1"},"submitted":false,"backfill":false,"lookFirst":false,"ignoreInvoicedAs":false,"released":[],"customerCreated":false,"checks":[],"unknownSince":{},"turnover":[],"turnoverCounted":false,"confirmedSignals":-1,"part":1,"credits":[],"creditNotes":0}', 'NO_LINES', 'The sale has no lines: add them at the source.', 1795510800000, 1795510800000, 1795510800000, 'HS-2', null, null, null, 0, 0, 0, null, null, null, 0);
insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on, priority, attempt, version, signals, state_format, state, attention_code, attention_text, attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor, gross_minor, open_minor, invoice_date, due_date, settled_on, erased) values
  ('default', 'c0706d0a334a86e5', 'crm|1|1', 1, 'INVOICE', 'crm|1|1#1#invoice', 'ISSUED', null, null, null, 30, 0, 11, 0, 1, '{"sale":{"ref":"crm|1|1","aliases":[],"reference":"HS-1","title":"Deal 1","buyer":{"kind":"COMPANY","name":"Bakkerij De Vries B.V. 68750110","address":{"street":"Dorpsstraat 1","postalCode":"1234 AB","city":"Utrecht","country":"NL"},"kvkNumber":"68750110","email":"facturen@devries.example","sourceId":"crm:company:68750110","purchaseOrderRequired":false},"lines":[{"description":"Advies","quantity":4,"unitPrice":"137.50 EUR","kind":"SERVICE","rateClass":"STANDARD","facts":{"parts":[],"foreignRates":{}}}],"currency":"EUR","pricesIncludeVat":false,"wonAt":"2026-11-24T09:00:00Z","facts":{"selfBilled":false},"version":"1"},"submitted":false,"backfill":false,"lookFirst":false,"ignoreInvoicedAs":false,"released":[],"buyer":{"kind":"COMPANY","name":"Bakkerij De Vries B.V. 68750110","address":{"street":"Dorpsstraat 1","postalCode":"1234 AB","city":"Utrecht","country":"NL"},"kvkNumber":"68750110","email":"facturen@devries.example","sourceId":"crm:company:68750110","purchaseOrderRequired":false},"customer":{"id":"cust-1","code":"53143251379941","name":"Bakkerij De Vries B.V. 68750110","kvkNumber":"68750110","email":"facturen@devries.example","postalCode":"1234 AB","country":"NL","state":"ACTIVE"},"customerBy":"created","customerCreated":true,"checks":[],"unknownSince":{},"tax":{"decision":"ISSUE","reasons":[],"lines":[{"line":{"description":"Advies","quantity":4,"unitPrice":"137.50 EUR","kind":"SERVICE","rateClass":"STANDARD","facts":{"parts":[],"foreignRates":{}}},"net":"550.00 EUR","treatment":"STANDARD","rate":"21","why":"Service to a customer in the Netherlands (OB art. 6): standard rate 21 % (OB art. 9(1)) on 2026-11-24.","vat":{"row":1,"category":"S","article":"art. 9 lid 1 Wet OB 1968","returnBox":"1a","role":"SOLD","saleLine":0}}],"groups":[{"treatment":"STANDARD","rate":"21","base":"550.00 EUR","vat":"115.50 EUR","category":"S"}],"net":"550.00 EUR","vat":"115.50 EUR","gross":"665.50 EUR","texts":[],"openEvidence":[],"details":{"textsEnglish":[],"vatIds":[],"boxes":[{"box":"1a","base":"550.00 EUR","vat":"115.50 EUR"}],"icp":[],"discounts":[],"documents":[],"retryable":false}},"turnover":[],"turnoverCounted":false,"taxDate":"2026-11-24","invoiceDate":"2026-11-24","confirmedSignals":0,"confirmedAt":"2026-11-24T09:00:00Z","part":1,"booked":{"id":"frozen-1","reference":"HS-1","customer":"cust-1","state":"FINAL","total":"665.50 EUR","number":"26000011","invoiceDate":"2026-11-24","dueDate":"2026-12-08"},"sending":{"type":"sent"},"credits":[],"creditNotes":0}', null, null, null, 1795510800000, 1795510800000, 'HS-1', 'frozen-1', '26000011', 'EUR', 55000, 66550, 0, '2026-11-24', '2026-12-08', null, 0);
insert into invoicing_claim (pipeline, id, process) values
  ('default', 'crm|1|1', 'crm|1|1#1#invoice');
insert into invoicing_claim (pipeline, id, process) values
  ('default', 'crm|1|2', 'crm|1|2#1#invoice');
insert into invoicing_claim (pipeline, id, process) values
  ('default', 'crm|1|3', 'crm|1|3#1#invoice');
insert into invoicing_claim (pipeline, id, process) values
  ('default', 'crm|1|4', 'crm|1|4#1#invoice');
insert into invoicing_claim (pipeline, id, process) values
  ('default', 'crm|1|6', 'crm|1|6#1#invoice');
insert into invoicing_claim (pipeline, id, process) values
  ('default', 'erased:3afae110a6b4b02073707796bc94248c', 'crm|1|erased-3afae110a6b4b02073707796bc94248c#1#invoice');
insert into invoicing_effect (pipeline, process, act, status, account, reference, attempt, intended_at, send_by, settled_at, ever_unknown, vendor_id, answer, extra_ids, version) values
  ('default', 'crm|1|1#1#invoice', 'book', 'DONE', 'fakebooks/1', 'HS-1', 1, 1795510800000, 1795510810000, 1795510915000, 0, 'frozen-1', '{"id":"frozen-1","reference":"HS-1","customer":"cust-1","state":"DRAFT","total":"665.50 EUR"}', null, 1);
insert into invoicing_effect (pipeline, process, act, status, account, reference, attempt, intended_at, send_by, settled_at, ever_unknown, vendor_id, answer, extra_ids, version) values
  ('default', 'crm|1|1#1#invoice', 'customer', 'DONE', 'fakebooks/1', null, 1, 1795510800000, 1795510810000, 1795510915000, 0, 'cust-1', '{"id":"cust-1","code":"53143251379941","name":"Bakkerij De Vries B.V. 68750110","kvkNumber":"68750110","email":"facturen@devries.example","postalCode":"1234 AB","country":"NL","state":"ACTIVE"}', null, 1);
insert into invoicing_effect (pipeline, process, act, status, account, reference, attempt, intended_at, send_by, settled_at, ever_unknown, vendor_id, answer, extra_ids, version) values
  ('default', 'crm|1|1#1#invoice', 'issue', 'DONE', 'fakebooks/1', null, 1, 1795510800000, 1795510810000, 1795510905000, 0, 'frozen-1', '{"invoice":{"id":"frozen-1","reference":"HS-1","customer":"cust-1","state":"FINAL","total":"665.50 EUR"},"sending":{"type":"sent"}}', null, 1);
insert into invoicing_effect (pipeline, process, act, status, account, reference, attempt, intended_at, send_by, settled_at, ever_unknown, vendor_id, answer, extra_ids, version) values
  ('default', 'crm|1|3#1#invoice', 'book', 'UNKNOWN', 'fakebooks/1', 'HS-3', 1, 1795510800000, 1795510810000, 1795510915000, 1, null, null, null, 1);
insert into invoicing_customer (account, identity, pipeline, creating, customer_id, facts, read_at) values
  ('fakebooks/1', 'crm:crm:company:68750110', null, null, 'cust-1', '{"id":"cust-1","code":"53143251379941","name":"Bakkerij De Vries B.V. 68750110","kvkNumber":"68750110","email":"facturen@devries.example","postalCode":"1234 AB","country":"NL","state":"ACTIVE"}', 1795510800000);
insert into invoicing_customer (account, identity, pipeline, creating, customer_id, facts, read_at) values
  ('fakebooks/1', 'kvk:68750110', null, null, 'cust-1', '{"id":"cust-1","code":"53143251379941","name":"Bakkerij De Vries B.V. 68750110","kvkNumber":"68750110","email":"facturen@devries.example","postalCode":"1234 AB","country":"NL","state":"ACTIVE"}', 1795510800000);
insert into invoicing_account (account, budget, trouble_code, trouble_text, trouble_since, trouble_until, tokens, token_version, lease_owner, lease_until) values
  ('crm/1', '{}', null, null, null, null, null, 0, null, null);
insert into invoicing_account (account, budget, trouble_code, trouble_text, trouble_since, trouble_until, tokens, token_version, lease_owner, lease_until) values
  ('fakebooks/1', '{}', null, null, null, null, x'5b1c79f25097b8ab69e29ca301e65058def008465066fa78ccf1be6898d2d1880e5115589d2d4fbea35e33b8db65a033a16425e1ed49bbc506c227b5f20ccd014f41edce4481437965e875c7c746587eddaae91c94f8dc36aa5db557d2b3cd2d6e301ee2c6297aa05b624caa7168211b0e18b639766199ea485cb6d6e5a37d3e5b76ab590b36f5bd15e5e52f709d1faec40ab4d7b1f3e73fb5da18e9f7e230d06b91', 1, null, null);
insert into invoicing_setting (pipeline, name, value) values
  ('default', 'go-live', '2026-11-24T09:00:00Z');
insert into invoicing_setting (pipeline, name, value) values
  ('default', 'last-seen', '2026-11-24T09:00:00Z');
insert into invoicing_setting (pipeline, name, value) values
  ('default', 'looked-again:PT1H', '2026-11-24T08:00:00Z');
insert into invoicing_setting (pipeline, name, value) values
  ('default', 'looked-again:PT24H', '2026-11-23T09:00:00Z');
insert into invoicing_setting (pipeline, name, value) values
  ('default', 'operating-since', '2026-11-24T09:00:00Z');
insert into invoicing_setting (pipeline, name, value) values
  ('default', 'poll-cursor:crm', '2026-11-24T09:00:00Z');
insert into invoicing_setting (pipeline, name, value) values
  ('default', 'retention-applied-at', '2026-11-24T09:00:00Z');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'RECEIVED', 'webhook');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'READ', 'Read: 1 lines, EUR');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'CUSTOMER_CREATED', 'Created in the books as Bakkerij De Vries B.V. 68750110 [53143251379941]');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'VAT_DECIDED', 'STANDARD 21 % over EUR 550.00 = EUR 115.50; total EUR 665.50');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'CONFIRMED', 'Still won and unchanged');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'BOOKED', 'Booked in the books as frozen-1, total EUR 665.50');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'ISSUED', 'Final and sent');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|1', 'NUMBERED', 'Invoice 26000011, due 2026-12-08');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|2', 'RECEIVED', 'webhook');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|2', 'NO_LINES', 'The sale has no lines: add them at the source.');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|3', 'RECEIVED', 'webhook');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|3', 'READ', 'Read: 1 lines, EUR');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|3', 'CUSTOMER_FOUND', 'Customer Bakkerij De Vries B.V. 68750110 [53143251379941] found by remembered');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|3', 'VAT_DECIDED', 'STANDARD 21 % over EUR 550.00 = EUR 115.50; total EUR 665.50');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|3', 'CONFIRMED', 'Still won and unchanged');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|4', 'RECEIVED', 'webhook');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|6', 'SUBMITTED', 'Handed in by the host');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|erased-3afae110a6b4b02073707796bc94248c', 'RECEIVED', '[erased]');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|erased-3afae110a6b4b02073707796bc94248c', 'NO_LINES', '[erased]');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|erased-3afae110a6b4b02073707796bc94248c', 'ABANDONED', 'by anna');
insert into invoicing_journal (pipeline, at, sale, code, text) values
  ('default', 1795510800000, 'crm|1|erased-3afae110a6b4b02073707796bc94248c', 'ERASED', 'by anna');
insert into invoicing_alarm (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures, last_heartbeat, version, priority) values
  ('invoicing:default', 'crm|1|3#1#invoice', null, 1795510815000, false, null, 1795510800000, null, 0, null, 3, 30);
insert into invoicing_alarm (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures, last_heartbeat, version, priority) values
  ('invoicing:default', 'crm|1|6#1#invoice', null, 1795510800000, false, null, null, null, null, null, 1, 30);
insert into invoicing_alarm (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures, last_heartbeat, version, priority) values
  ('invoicing:default', 'payment', null, 1795511700000, false, null, null, null, null, null, 1, 10);
insert into invoicing_alarm (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures, last_heartbeat, version, priority) values
  ('invoicing:default', 'poll:crm', null, 1795511100000, false, null, 1795510800000, null, 0, null, 3, 10);
insert into invoicing_alarm (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures, last_heartbeat, version, priority) values
  ('invoicing:default', 'read:crm', null, 1795510800000, false, null, null, null, null, null, 1, 30);
insert into invoicing_alarm (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures, last_heartbeat, version, priority) values
  ('invoicing:default', 'sweep', null, 1795510830000, false, null, 1795510800000, null, 0, null, 3, 30);
