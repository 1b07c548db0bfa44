import { AttributeType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import { RecordTable } from './constructs/record-table.ts'
import type { Stage } from './stage.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })
const number = (name: string) => ({ name, type: AttributeType.NUMBER })

/** The local run moves time on for every attribute but this one (infra/local/cloud/sweep-expired.ts). */
const WALL_TTL = 'wallTtl'

/** A list of the queue: its partitions carry its name, and it shows all that a row says. */
const queueList = (name: string, order: string) => ({
	name,
	partitionKey: text(name),
	sortKey: text(order),
	include: ['row', 'text', 'name', 'handle'],
})

/** Creates the tables, one for each kind of data, because rights are given by table (infra/README.md, "Kinds of data"). */
export const createTables = (scope: Construct, stage: Stage) => ({
	/** What happened; append and read only. Its stream tells what a fact says and which lists it moves, so that filters may choose. */
	facts: new RecordTable(scope, 'Facts', {
		stage,
		variable: ENV.factsTable,
		partitionKey: text('caseId'),
		sortKey: number('version'),
		dynamoStream: StreamViewType.NEW_IMAGE,
		hasBackups: true,
	}),
	/**
	 * Heads and contacts, with the keys of all cases by state (`list`), of what is due or promised, of what waits for its owner or to be released, of those who are muted,
	 * and of ends that somebody looks after.
	 */
	cases: new RecordTable(scope, 'Cases', {
		stage,
		variable: ENV.casesTable,
		partitionKey: text('id'),
		indexes: [
			{ name: 'list', partitionKey: text('listShard'), sortKey: text('listKey') },
			{ name: 'due', partitionKey: text('dueShard'), sortKey: text('dueAt') },
			{ name: 'proposed', partitionKey: text('proposedShard'), sortKey: text('proposedAt') },
			{ name: 'muted', partitionKey: text('mutedShard'), sortKey: text('mutedAt') },
			{ name: 'awaited', partitionKey: text('owner'), sortKey: text('awaitsOwnerSince') },
			{ name: 'promises', partitionKey: text('promiseShard'), sortKey: text('promiseKey') },
			// Sparse: when a case last demanded something of dispatch.
			{ name: 'demands', partitionKey: text('demandShard'), sortKey: text('demandKey') },
			// Sparse: ends that wait for a second person, and closed cases that nobody answered.
			{ name: 'closings', partitionKey: text('closingList'), sortKey: text('closingAt') },
		],
		timeToLiveAttribute: 'ttl',
		hasBackups: true,
	}),
	/**
	 * The queue: a row of each open case, and of those closed lately, with the beginning of the oldest unanswered message and its author. Each
	 * list is a sparse index that shows the whole row, so that no page reads a case. No stream carries these words.
	 */
	queue: new RecordTable(scope, 'Queue', {
		stage,
		variable: ENV.queueTable,
		partitionKey: text('id'),
		indexes: [
			...['all', 'holder', 'team', 'asked', 'danger', 'failed', 'release', 'closed'].map((name) =>
				queueList(name, 'rank'),
			),
			queueList('due', 'dueKey'),
			queueList('window', 'windowKey'),
		],
		timeToLiveAttribute: 'ttl',
		hasBackups: true,
	}),
	/**
	 * Texts, handles, notes; each item is also the seen key and tombstone of its message. Sparse indexes of asides: unread
	 * ones, those of each thread, and those of each author, by which an erasure finds them. Its stream tells the search which items
	 * changed, and nothing of what they say.
	 */
	content: new RecordTable(scope, 'Content', {
		stage,
		variable: ENV.contentTable,
		partitionKey: text('id'),
		indexes: [
			{ name: 'asides', partitionKey: text('asideShard'), sortKey: text('asideAt') },
			{ name: 'thread', partitionKey: text('threadShard'), sortKey: text('asideAt'), include: ['asideShard'] },
			{ name: 'author', partitionKey: text('asideAuthor'), sortKey: text('asideAt') },
		],
		dynamoStream: StreamViewType.KEYS_ONLY,
		hasBackups: true,
	}),
	/**
	 * The roster: an item per agent by subject, the way back from their key in facts, the initials that were ever taken,
	 * and the revision of the whole.
	 */
	agents: new RecordTable(scope, 'Agents', {
		stage,
		variable: ENV.agentsTable,
		partitionKey: text('kind'),
		sortKey: text('id'),
		timeToLiveAttribute: 'ttl',
		hasBackups: true,
	}),
	/**
	 * Who was shown a case's words, by case and for 30 days; and by agent, for an hour of how many cases they read data, for
	 * ten minutes how many they closed without an answer. Not restorable: what is past its time is to be gone.
	 */
	seen: new RecordTable(scope, 'Seen', {
		stage,
		variable: ENV.seenTable,
		partitionKey: text('id'),
		sortKey: text('who'),
		timeToLiveAttribute: 'ttl',
		hasBackups: false,
	}),
	/**
	 * What agents are writing and have not sent, by case, and for a day the texts before it. Sparse indexes: of cases with such
	 * texts, and of what is to be looked at since its case may be closed. Not restorable, as what was seen.
	 */
	drafts: new RecordTable(scope, 'Drafts', {
		stage,
		variable: ENV.draftsTable,
		partitionKey: text('id'),
		sortKey: text('draft'),
		indexes: [
			{ name: 'shown', partitionKey: text('shownIn'), sortKey: text('draft'), include: ['at'] },
			{ name: 'looks', partitionKey: text('look'), sortKey: text('lookAt') },
		],
		timeToLiveAttribute: 'ttl',
		hasBackups: false,
	}),
	/** Who is at a case, for 30 seconds, and whose texts stand in it: an item a case, which a look at news reads with its version. */
	presence: new RecordTable(scope, 'Presence', {
		stage,
		variable: ENV.presenceTable,
		partitionKey: text('id'),
		timeToLiveAttribute: 'ttl',
		hasBackups: false,
	}),
	/**
	 * Who is signed in at the desk, by the hash of what their browser holds; an index shows each person their own. It goes by the wall's
	 * time, as tokens do. Not restorable: a session that was ended is to be gone.
	 */
	sessions: new RecordTable(scope, 'Sessions', {
		stage,
		variable: ENV.sessionsTable,
		partitionKey: text('hash'),
		indexes: [{ name: 'person', partitionKey: text('sub'), sortKey: text('createdAt'), include: ['lastActAt'] }],
		timeToLiveAttribute: WALL_TTL,
		hasBackups: false,
	}),
	/**
	 * When the lists of the queue last changed, for everybody, an agent and a team, with what was counted then: an item each, none of
	 * which tells of a case. Without backups: what is missing is read and counted once more.
	 */
	pulses: new RecordTable(scope, 'Pulses', {
		stage,
		variable: ENV.pulsesTable,
		partitionKey: text('id'),
		timeToLiveAttribute: 'ttl',
		hasBackups: false,
	}),
	/**
	 * Which cases a word, a name or the name of an account leads to, by keyed hashes; and by case a list of each message's hashes, by
	 * which they are taken away again. Without backups: what was erased is to be gone, and content makes it anew.
	 */
	search: new RecordTable(scope, 'Search', {
		stage,
		variable: ENV.searchTable,
		partitionKey: text('id'),
		sortKey: text('entry'),
		timeToLiveAttribute: 'ttl',
		hasBackups: false,
	}),
	/** Secure e-mail requests. */
	requests: new RecordTable(scope, 'Requests', {
		stage,
		variable: ENV.requestsTable,
		partitionKey: text('id'),
		indexes: [{ name: 'pending', partitionKey: text('pendingShard'), sortKey: text('submittedAt') }],
		timeToLiveAttribute: 'ttl',
		hasBackups: true,
	}),
	/** What customers gave, encrypted. */
	vault: new RecordTable(scope, 'Vault', {
		stage,
		variable: ENV.vaultTable,
		partitionKey: text('caseId'),
		sortKey: text('item'),
		hasBackups: true,
	}),
	/** The wrapped data keys. Without backups, so that deleting a key erases for good, in the vault's backups too. */
	vaultKeys: new RecordTable(scope, 'VaultKeys', {
		stage,
		variable: ENV.vaultKeysTable,
		partitionKey: text('submissionId'),
		hasBackups: false,
	}),
	/** The account of every event received. */
	ledger: new RecordTable(scope, 'Ledger', {
		stage,
		variable: ENV.ledgerTable,
		partitionKey: text('bucket'),
		sortKey: text('id'),
		// Sparse: deliveries that were tried and have events without an outcome, and how many.
		indexes: [{ name: 'open', partitionKey: text('openIn'), sortKey: text('id'), include: ['left'] }],
		hasBackups: true,
	}),
	/** Limits on sending by account of ours: rate limits, stops, and the pace of private messages. */
	sendLimits: new RecordTable(scope, 'SendLimits', {
		stage,
		variable: ENV.sendLimitsTable,
		partitionKey: text('account'),
		sortKey: text('limit'),
		hasBackups: true,
	}),
	/** How far dispatch has read each case. */
	cursors: new RecordTable(scope, 'Cursors', {
		stage,
		variable: ENV.cursorsTable,
		partitionKey: text('id'),
		hasBackups: true,
	}),
	/** What Meta asked us to delete, by the code that the person got: a keyed hash of their id, and its state. */
	deletions: new RecordTable(scope, 'Deletions', {
		stage,
		variable: ENV.deletionsTable,
		partitionKey: text('id'),
		indexes: [{ name: 'list', partitionKey: text('shard'), sortKey: text('receivedAt') }],
		timeToLiveAttribute: 'ttl',
		hasBackups: true,
	}),
	/** How far the erasure of each case's person is, and what is owed to unreadable ones; only the erasure writes here. */
	erasureProgress: new RecordTable(scope, 'ErasureProgress', {
		stage,
		variable: ENV.erasureProgressTable,
		partitionKey: text('caseId'),
		hasBackups: true,
	}),
})

export type Tables = ReturnType<typeof createTables>
