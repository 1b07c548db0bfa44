import { QUEUES, type QueueName } from '#shared/kernel/queues.ts'
import type { Grant } from './constructs/grant.ts'
import type { Settings } from './settings.ts'
import type { StatefulParts } from './stateful-stack.ts'

/** Our functions; each name is a folder under functions/. */
export type FunctionName =
	| 'intake-x'
	| 'intake-meta'
	| 'worker'
	| 'dispatch'
	| 'outbound-x'
	| 'outbound-meta'
	| 'outbound-mail'
	| 'sweep'
	| 'api'
	| 'customer-data'
	| 'web-customer'
	| 'mail-events'
	| 'mail-in'
	| 'media'
	| 'reconcile'
	| 'erasure'
	| 'meta-callbacks'
	| 'web-deletion'
	| 'search'
	| 'web-desk'
	| 'project'

type Named = { readonly writers: readonly FunctionName[]; readonly worker: FunctionName }

/** The table of queues names functions of ours alone. */
QUEUES satisfies Readonly<Record<QueueName, Named>>

/**
 * Returns the grants of every function: the one place that gives rights on data, and with each right the variable that names
 * the part. Rights to send to queues come from their table (shared/kernel/queues.ts), those to read queues and streams with
 * their mappings. Facts are append and read only.
 * test/infra/who-may.test.ts states the same table a second time, as it must come out in the template.
 */
export const whoMay = (parts: StatefulParts, settings: Settings): ((name: FunctionName) => readonly Grant[]) => {
	const { tables, queues, secrets, raw, media, vaultKey, mail, sending, danger } = parts
	const { facts, cases, content, requests, vault, vaultKeys, ledger, cursors, sendLimits } = tables
	const { deletions, erasureProgress, agents, seen, drafts, presence, search, queue, sessions, pulses } = tables
	/** With each step of a case its row in the queue changes, which nobody need read for that. */
	const appendFacts = [facts.allow('PutItem', 'Query'), queue.allow('UpdateItem')]
	const outboundToNetwork = [
		...appendFacts,
		cases.allow('GetItem', 'BatchGetItem', 'PutItem'),
		content.allow('BatchGetItem', 'PutItem'),
		sendLimits.allow('Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
		sending.allowRead(),
		secrets.link.allowRead(),
		secrets.identity.allowRead(),
		settings.tell('DataOrigin', 'Hotline', 'CompanyName', 'Pace'),
	]
	/** What agents do at the desk, by the API or by pages. */
	const atDesk = [
		...appendFacts,
		cases.allow('GetItem', 'BatchGetItem', 'PutItem'),
		cases.allowIndexQuery('list', 'closings', 'proposed', 'muted', 'promises'),
		content.allow('BatchGetItem', 'PutItem'),
		content.allowIndexQuery('asides', 'thread'),
		queue.allowIndexQuery('all', 'holder', 'team', 'asked', 'danger', 'failed', 'release', 'due', 'window', 'closed'),
		ledger.allow('GetItem', 'Query'),
		ledger.allowIndexQuery('open'),
		sendLimits.allow('Query'),
		sending.allowRead(),
		media.allow('GetObject'),
		agents.allow('GetItem', 'Query', 'PutItem'),
		seen.allow('GetItem', 'PutItem', 'Query'),
		// Deletes what was written while an erasure began.
		drafts.allow('GetItem', 'PutItem', 'Query', 'DeleteItem'),
		drafts.allowIndexQuery('shown'),
		presence.allow('GetItem', 'BatchGetItem', 'UpdateItem'),
		// What vouches for the copies of a case's messages.
		cursors.allow('GetItem', 'BatchGetItem'),
		pulses.allow('BatchGetItem', 'UpdateItem'),
		search.allow('Query', 'BatchGetItem'),
		secrets.search.allowRead(),
		deletions.allow('GetItem', 'PutItem'),
		deletions.allowIndexQuery('list'),
		settings.tellSignIn(),
		settings.tell('OwnAccounts', 'DeskOrigin', 'ErasureDays', 'Hotline', 'MailFrom'),
		settings.tell('Calendars', 'UndoSeconds', 'XAnswers', 'XPrices', 'LastTexts', 'Screening'),
	]
	const onData: Readonly<Record<FunctionName, readonly Grant[]>> = {
		'intake-x': [raw.allowPut('raw/'), secrets.xWebhook.allowRead()],
		'intake-meta': [raw.allowPut('raw/'), secrets.metaWebhook.allowRead()],
		worker: [
			...appendFacts,
			cases.allow('GetItem', 'PutItem'),
			content.allow('BatchGetItem', 'PutItem'),
			ledger.allow('GetItem', 'Query', 'PutItem', 'UpdateItem'),
			raw.allowGet('raw/', 'parked/'),
			raw.allowPut('parked/'),
			secrets.identity.allowRead(),
			// Personal data from private messages of customers: stored, never read back.
			vault.allow('PutItem'),
			vaultKeys.allow('PutItem'),
			vaultKey.allowGenerateDataKey(),
			settings.tell('OwnAccounts', 'DataOrigin', 'Screening', 'Hotline', 'MailFrom'),
		],
		dispatch: [
			facts.allow('Query'),
			// The mark of a case that it could not read.
			cases.allow('UpdateItem'),
			cursors.allow('GetItem', 'PutItem'),
			requests.allow('GetItem', 'PutItem', 'UpdateItem'),
			secrets.link.allowRead(),
		],
		'outbound-x': [...outboundToNetwork, secrets.xApi.allowRead()],
		'outbound-meta': [...outboundToNetwork, secrets.metaApi.allowRead(), settings.tell('OwnAccounts')],
		'outbound-mail': [
			...appendFacts,
			cases.allow('GetItem', 'PutItem'),
			content.allow('BatchGetItem'),
			requests.allow('GetItem', 'UpdateItem'),
			sending.allowRead(),
			mail.allowSend(),
			secrets.link.allowRead(),
			settings.tell('DataOrigin', 'MailFrom', 'ReplyDomain', 'Hotline', 'CompanyName', 'PrivacyUrl', 'ImprintUrl'),
		],
		sweep: [
			...appendFacts,
			cases.allow('GetItem', 'BatchGetItem', 'PutItem'),
			cases.allowIndexQuery('due', 'list', 'awaited', 'demands'),
			// Who of the owners is here, and of those who owe something.
			agents.allow('GetItem', 'Query'),
			settings.tell('Calendars'),
			cursors.allow('GetItem', 'BatchGetItem', 'PutItem'),
			requests.allow('GetItem', 'UpdateItem'),
			requests.allowIndexQuery('pending'),
			vault.allow('Query', 'DeleteItem'),
			vaultKeys.allow('DeleteItem'),
			sending.allowRead(),
			danger.allowPublish(),
		],
		// What nobody understood is shown to a lead.
		api: [...atDesk, raw.allowGet('parked/')],
		/** The same work by pages: its acts are the API's. It can decrypt nothing, and reads nothing of the vault. */
		'web-desk': [
			...atDesk,
			sessions.allow('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
			sessions.allowIndexQuery('person'),
			settings.tell('SignInOrigin', 'EmptyDeskOffers'),
		],
		'customer-data': [
			...appendFacts,
			cases.allow('GetItem', 'BatchGetItem', 'PutItem'),
			// Asks the roster and the sessions, and can write nothing of them.
			agents.allow('GetItem'),
			sessions.allow('GetItem'),
			seen.allow('GetItem', 'PutItem'),
			vault.allow('Query', 'DeleteItem'),
			vaultKeys.allow('GetItem', 'DeleteItem'),
			vaultKey.allowDecrypt(),
			requests.allow('GetItem', 'UpdateItem'),
			settings.tellSignIn(),
			settings.tell('DeskOrigin', 'SignInOrigin'),
		],
		'web-customer': [
			requests.allow('GetItem', 'UpdateItem'),
			vault.allow('PutItem'),
			vaultKeys.allow('PutItem'),
			vaultKey.allowGenerateDataKey(),
			secrets.address.allowRead(),
			settings.tell('DataOrigin', 'Hotline', 'CompanyName', 'PrivacyUrl', 'ImprintUrl'),
		],
		media: [
			content.allow('BatchGetItem', 'PutItem'),
			media.allow('PutObject', 'DeleteObject'),
			secrets.xApi.allowRead(),
			secrets.metaApi.allowRead(),
		],
		/** Reads to find, and erases; it can read nothing that was given, and facts only grow. */
		erasure: [
			...appendFacts,
			cases.allow('GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'),
			content.allow('BatchGetItem', 'PutItem'),
			content.allowIndexQuery('author'),
			requests.allow('GetItem', 'UpdateItem'),
			vault.allow('Query', 'DeleteItem'),
			vaultKeys.allow('DeleteItem'),
			ledger.allow('GetItem', 'Query', 'UpdateItem'),
			deletions.allow('GetItem', 'PutItem'),
			deletions.allowIndexQuery('list'),
			raw.allowGet('raw/', 'parked/', 'mail/'),
			raw.allowDelete('raw/', 'parked/', 'mail/'),
			// Mails are known by hashes of addresses, which outlive the addresses.
			secrets.address.allowRead(),
			// Verifies itself what Meta signed: who takes it faces the internet.
			secrets.metaWebhook.allowRead(),
			// Only here: who could write a position could have an erasure end without erasing.
			erasureProgress.allow('GetItem', 'PutItem', 'DeleteItem'),
			drafts.allow('Query', 'UpdateItem', 'DeleteItem'),
			drafts.allowIndexQuery('looks'),
			media.allow('DeleteObject'),
			search.allow('Query', 'DeleteItem'),
			settings.tell('OwnAccounts'),
		],
		'meta-callbacks': [
			deletions.allow('GetItem', 'PutItem'),
			secrets.metaWebhook.allowRead(),
			secrets.identity.allowRead(),
			settings.tell('DataOrigin'),
		],
		'web-deletion': [deletions.allow('GetItem'), settings.tell('Hotline', 'CompanyName', 'PrivacyUrl', 'ImprintUrl')],
		reconcile: [
			facts.allow('Query'),
			cases.allow('GetItem', 'BatchGetItem'),
			cases.allowIndexQuery('list'),
			content.allow('BatchGetItem'),
			content.allowIndexQuery('thread'),
			cursors.allow('GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'),
			secrets.xApi.allowRead(),
			secrets.metaApi.allowRead(),
			settings.tell('OwnAccounts', 'Screening', 'Hotline', 'MailFrom', 'XPrices'),
		],
		'mail-in': [
			...appendFacts,
			cases.allow('GetItem', 'PutItem'),
			content.allow('PutItem'),
			requests.allow('GetItem'),
			ledger.allow('GetItem', 'PutItem', 'UpdateItem'),
			raw.allowGet('mail/', 'parked/'),
			raw.allowPut('parked/'),
			media.allow('PutObject'),
			secrets.identity.allowRead(),
			settings.tell('ReplyDomain'),
		],
		/** Reads what customers wrote, and says of it nothing but hashes. */
		search: [
			facts.allow('Query'),
			cases.allow('GetItem'),
			// The check: only what content still says is filed.
			content.allow('BatchGetItem', 'ConditionCheckItem'),
			search.allow('BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
			ledger.allow('Query'),
			secrets.search.allowRead(),
		],
		/** Tells which lists changed by what the stream says; it reads nothing, and knows no case. */
		project: [pulses.allow('UpdateItem')],
		'mail-events': [requests.allow('GetItem', 'UpdateItem')],
	}
	return (name) => [...onData[name], ...Object.values(queues).flatMap((queue) => queue.allow(name))]
}
