import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PRACTICE_FILES } from './data-files.ts'

const schema = `
create table if not exists people (
	network text not null, id text not null, name text not null, handle text not null,
	accepts_messages integer not null default 1,
	primary key (network, id), unique (network, name), unique (network, handle)
);
create table if not exists posts (
	seq integer primary key autoincrement, id text not null unique, network text not null, visibility text not null,
	author_id text not null, to_id text, text text not null, in_reply_to text, at text not null, deleted_at text
);
create index if not exists posts_by_author on posts (network, visibility, author_id, to_id);
create index if not exists posts_by_parent on posts (in_reply_to);
create table if not exists deliveries (
	id integer primary key autoincrement, network text not null, post_id text, body text not null,
	state text not null, attempts integer not null default 0, next_at integer not null, last_status text
);
create index if not exists deliveries_due on deliveries (state, next_at);
create index if not exists deliveries_by_post on deliveries (post_id);
create table if not exists mails (
	seq integer primary key autoincrement, id text not null, recipient text not null, sender text not null,
	subject text not null, text text not null, html text not null, headers text not null, at text not null,
	outcome text not null
);
create index if not exists mails_by_recipient on mails (recipient);
create table if not exists mail_events (id integer primary key autoincrement, body text not null);
create table if not exists set_faults (id integer primary key autoincrement, body text not null, times integer);
create table if not exists rate_windows (name text primary key, used integer not null, resets_at integer not null);
create table if not exists calls (id integer primary key autoincrement, body text not null, status integer);
create table if not exists bill (day text not null, post text not null, micro_usd integer not null, primary key (day, post));
create table if not exists subscriptions (
	id integer primary key autoincrement, event_type text not null, user_id text not null, tag text, webhook_id text,
	created_at text not null, updated_at text not null, unique (event_type, user_id)
);
create table if not exists clock_moves (wall integer not null, ahead integer not null);
create table if not exists hour_runs (run integer primary key);
create table if not exists hour_acts (run integer not null, act integer not null, name text, post_id text, primary key (run, act));
create table if not exists settings (name text primary key, value text not null);
create table if not exists sign_in (model text not null, id text not null, payload text not null, expires_at integer, primary key (model, id));
`

/** The columns that tables of earlier versions do not have. */
const laterColumns = [
	['posts', 'pictures', 'integer not null default 0'],
	['posts', 'is_hidden', 'integer not null default 0'],
	['posts', 'edits', 'integer not null default 0'],
	['posts', 'first_id', 'text'],
	['posts', 'replaced_by', 'text'],
	['posts', 'quotes', 'text'],
	['posts', 'form', 'text'],
	['posts', 'brings', 'text'],
	['posts', 'about', 'text'],
	['people', 'is_protected', 'integer not null default 0'],
	['people', 'is_suspended', 'integer not null default 0'],
] as const

/**
 * Opens the one SQLite file of the practice place under the data directory. The write-ahead log keeps every acknowledged
 * write over a SIGKILL of the process.
 */
export const openDatabase = (dataDirectory: string): DatabaseSync => {
	mkdirSync(dataDirectory, { recursive: true })
	const database = new DatabaseSync(join(dataDirectory, PRACTICE_FILES.database))
	database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000')
	database.exec(schema)
	for (const [table, column, type] of laterColumns) {
		const columns = database.prepare('select name from pragma_table_info(?)').all(table)
		if (!columns.some(({ name }) => name === column)) database.exec(`alter table ${table} add column ${column} ${type}`)
	}
	return database
}
