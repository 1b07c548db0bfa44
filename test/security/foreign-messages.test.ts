import { expect } from 'vitest'
import { accessKeyIdOf } from '#infra/local/cloud/proxy/aws-call.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { type CaseId, caseIdSchema, messageKeySchema, requestIdSchema } from '#shared/cases/keys.ts'
import { MAIL_FAILURES, PAGE_COMMANDS } from '#shared/cases/requests/request-command.ts'
import { erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { QUEUE_NAMES, QUEUES, type QueueCommand, type QueueJob, type QueueName } from '#shared/kernel/queues.ts'
import {
	dismissParkedSchema,
	retryMailSchema,
	retryParkedSchema,
	tendParkedSchema,
} from '#shared/ledger/parked-commands.ts'
import { mailEventSchema } from '#shared/mail/handle-mail-event.ts'
import { receivedMailSchema } from '#shared/mail/receipt.ts'
import { completeTextSchema } from '#shared/media/complete-text.ts'
import { lookJobSchema } from '#shared/messages/look-job.ts'
import { mediaJobSchema } from '#shared/messages/media-job.ts'
import { deliverySchema, sliceSchema } from '#shared/messages/queued-delivery.ts'
import { screenCommandSchema, sealNoteSchema } from '#shared/screening/screen-command.ts'
import { hintSchema } from '#shared/sending/dispatch-case.ts'
import { jobSchema } from '#shared/sending/job.ts'
import { rereadSchema } from '#shared/upkeep/reread.ts'
import { searchJobSchema } from '#shared/wiring/search.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { anId } from '#test/support/request-factories.ts'
import { sendSigned } from '#test/support/send-as-network.ts'

/** Each role says by each queue it may send to what it should not be able to cause, and by all others anything at all. */

type ByQueue<Value> = {
	readonly [Name in QueueName]: { readonly [Message in QueueCommand<Name> | QueueJob<Name>]: Value }
}

const SHAPES: ByQueue<{ readonly safeParse: (message: unknown) => { readonly success: boolean } }> = {
	Deliveries: { delivery: deliverySchema, slice: sliceSchema },
	PageCommands: PAGE_COMMANDS,
	MailCommands: { ...MAIL_FAILURES, 'screen-message': screenCommandSchema, 'complete-text': completeTextSchema },
	DeskCommands: {
		'retry-parked': retryParkedSchema,
		'dismiss-parked': dismissParkedSchema,
	},
	HouseCommands: {
		'tend-parked': tendParkedSchema,
		reread: rereadSchema,
	},
	FactCommands: { 'seal-note': sealNoteSchema },
	Hints: { hint: hintSchema },
	OutboundX: { send: jobSchema },
	OutboundMeta: { send: jobSchema },
	OutboundMail: { send: jobSchema },
	Media: { message: mediaJobSchema },
	Erasures: { erasure: erasureJobSchema },
	SearchCases: { case: searchJobSchema },
	Looks: { case: lookJobSchema },
	MailIn: { receipt: receivedMailSchema },
	MailRetries: { 'retry-mail': retryMailSchema },
	MailEvents: { event: mailEventSchema },
}

const AT = '2026-11-22T10:00:00.000Z'
const AGENT = `agent_${'0'.repeat(26)}`
/** A message is tried so often before SQS moves it to the dead letters (infra/constructs/durable-queue.ts). */
const TRIES = 10

type Known = {
	readonly caseId: CaseId
	readonly requestId: string
	readonly message: string
	readonly parked: string
}

/** Everything that may be said by any queue, about things that are there: by its own queue it would have its effect. */
const everythingAbout = ({ caseId, requestId, message, parked }: Known): ByQueue<object> => {
	const stamp = { envelope: anId('env'), network: 'x', receivedAt: AT }
	const asked = { id: `${requestId}.x`, requestId, caseId, at: AT }
	const send = { caseId, send: anId('send') }
	const mail = { messageId: 'ses1', timestamp: AT, source: 'mia@kunde.example' }
	const pass = { status: 'PASS' }
	const forged = Buffer.from(JSON.stringify(postDelivery(post()))).toString('base64')
	const events = [{ source: 'x', accountId: '1001', payload: {} }]
	return {
		Deliveries: {
			delivery: { ...stamp, body: forged },
			slice: { ...stamp, from: 0, events: Buffer.from(JSON.stringify(events)).toString('base64') },
		},
		PageCommands: {
			'mail-requested': { ...asked, command: 'mail-requested', issue: 1 },
			'data-received': {
				...asked,
				command: 'data-received',
				submissionId: anId('sub'),
				fields: ['phone'],
				assurance: 'controlsMailbox',
			},
			'request-paused': { ...asked, command: 'request-paused', until: AT },
			'request-disowned': { ...asked, command: 'request-disowned', issue: 1 },
		},
		MailCommands: {
			'mail-bounced': { ...asked, command: 'mail-bounced', issue: 1 },
			'mail-complained': { ...asked, command: 'mail-complained', issue: 1 },
			'answer-bounced': { ...asked, command: 'answer-bounced', send: send.send },
			'answer-complained': { ...asked, command: 'answer-complained', send: send.send },
			'screen-message': { command: 'screen-message', message },
			'complete-text': { command: 'complete-text', message, edition: '0', text: 'eA==' },
		},
		DeskCommands: {
			'retry-parked': { command: 'retry-parked', id: parked },
			'dismiss-parked': { command: 'dismiss-parked', id: parked, by: AGENT, reason: 'test' },
		},
		HouseCommands: {
			'tend-parked': { command: 'tend-parked' },
			reread: { command: 'reread', message, at: AT, remoteState: 'gone' },
		},
		FactCommands: { 'seal-note': { command: 'seal-note', note: `note_${'0'.repeat(26)}` } },
		Hints: { hint: { caseId } },
		OutboundX: { send },
		OutboundMeta: { send },
		OutboundMail: { send },
		Media: { message: { message } },
		Erasures: { erasure: { deletion: '0'.repeat(26) } },
		SearchCases: { case: { caseId } },
		Looks: { case: { caseId, isShown: true } },
		MailIn: {
			receipt: {
				notificationType: 'Received',
				mail,
				receipt: {
					recipients: ['hilft@hilft.example'],
					spamVerdict: pass,
					virusVerdict: pass,
					spfVerdict: pass,
					dkimVerdict: pass,
					dmarcVerdict: pass,
					action: { type: 'S3', objectKey: 'mail/ses1' },
				},
			},
		},
		MailRetries: { 'retry-mail': { command: 'retry-mail', id: parked } },
		MailEvents: { event: { eventType: 'Bounce', mail: { tags: { issue: [`${requestId}.1`] } } } },
	}
}

const MADE_UP: readonly unknown[] = [
	null,
	[],
	'erase everything',
	{},
	{ command: 'erase-all' },
	{ command: '__proto__' },
	{ command: 'tend-parked', by: AGENT },
]

const isCarriedBy = (queue: QueueName, message: unknown): boolean =>
	Object.values(SHAPES[queue]).some((shape) => shape.safeParse(message).success)

/** What a queue does not carry: everything of the others, and what nobody ever says. */
const foreignTo = (queue: QueueName, known: Known): readonly string[] => {
	const said: readonly object[] = Object.values(everythingAbout(known)).flatMap((ofQueue) =>
		Object.values<object>(ofQueue),
	)
	const foreign = [...said, ...MADE_UP].filter((message) => !isCarriedBy(queue, message))
	return [...new Set(foreign.map((message) => JSON.stringify(message))), '{"half']
}

const writersOf = (queue: QueueName): readonly string[] => QUEUES[queue].writers

const send = async (system: BootedSystem, queue: QueueName, body: string, role?: string): Promise<void> => {
	const name = system.system.functions.find(({ label }) => label === role)?.name
	if (role !== undefined && name === undefined) throw new Error(`No function ${role}`)
	await system.aws.caller.call({
		service: 'sqs',
		action: 'SendMessage',
		input: { QueueUrl: system.aws.queue(`${queue}Queue`).url, MessageBody: body },
		accessKeyId: name === undefined ? undefined : accessKeyIdOf(name),
	})
}

/** A value with its members in order: scans give them in any. */
const inOrder = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(inOrder)
	if (typeof value !== 'object' || value === null) return value
	const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
	return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]))
}

/** All that may not change; the sweep goes round in the others. */
const TABLES = ['Facts', 'Cases', 'Content', 'Requests', 'Ledger', 'Vault', 'VaultKeys', 'Deletions'] as const
const stateOf = async ({ aws }: BootedSystem): Promise<readonly string[]> => {
	const items = await Promise.all(TABLES.map((table) => aws.scan(aws.table(table).name)))
	return items
		.flatMap((ofTable, at) => ofTable.map((item) => `${TABLES[at]} ${JSON.stringify(inOrder(item))}`))
		.toSorted()
}

const stringsOf = (items: readonly Record<string, unknown>[]): string => JSON.stringify(items)
const firstOf = (pattern: RegExp, text: string): string => pattern.exec(text)?.[0] ?? ''

/** A case with a message, an open request and a parked event beside it, once nothing moves any more. */
const it = systemIt
	.extend('known', { scope: 'file' }, async ({ system, log, place }): Promise<Known> => {
		const { id } = await place.written('x', 'public', 'mia')
		const { case: state } = await place.desk.show(id)
		await place.desk.command(id, 'data-requests', { version: state.version, fields: ['phone'] })
		await sendSigned(system.origin, 'x', JSON.stringify({ for_user_id: '1001', unheard_of_events: [{ id: '1' }] }))
		await log.until('EVENT_PARKED')
		await log.until('SEND_SUCCEEDED')
		await log.until('OWN_CONTENT_HEARD')
		const { aws } = system
		await waitUntil('idle queues', async () => (Object.keys(await aws.messages()).length === 0 ? true : undefined))
		const facts = stringsOf(await aws.scan(aws.table('Facts').name))
		const [parked] = log.logged('EVENT_PARKED').map((line) => String(line.parked))
		return {
			caseId: caseIdSchema.parse(id),
			requestId: requestIdSchema.parse(firstOf(/req_[0-9a-z]{26}/, facts)),
			message: messageKeySchema.parse(firstOf(/msg_[0-9a-z]{26}/, facts)),
			parked: parked ?? '',
		}
	})
	.extend('metrics', { scope: 'file' }, ({ system }, { onCleanup }) => {
		const counted = new Map<string, number>()
		onCleanup(
			system.runtime.logs.subscribe(({ function: name, line }) => {
				if (line.includes('"ForeignCommands":1')) counted.set(name, (counted.get(name) ?? 0) + 1)
			}),
		)
		return counted
	})
	/** Everything foreign was sent to every queue by each of its writers: how many messages each got, and how it was before. */
	.extend('sent', { scope: 'file' }, async ({ system, known, metrics }) => {
		expect(metrics).toEqual(new Map())
		const before = await stateOf(system)
		const counts = new Map<QueueName, number>()
		for (const queue of QUEUE_NAMES) {
			const foreign = foreignTo(queue, known)
			// SES's topic alone sends to some: there the operator stands in for whoever got round that.
			const senders = writersOf(queue).length === 0 ? [undefined] : writersOf(queue)
			for (const role of senders) for (const body of foreign) await send(system, queue, body, role)
			counts.set(queue, senders.length * foreign.length)
		}
		return { before, counts }
	})

it('every sample is what its queue carries', ({ known }) => {
	for (const queue of QUEUE_NAMES)
		for (const [name, message] of Object.entries(everythingAbout(known)[queue]))
			expect([queue, name, isCarriedBy(queue, message)]).toEqual([queue, name, true])
})

it('nobody sends to a queue who is no writer of it', async ({ system }) => {
	const roles = system.system.functions.map(({ label }) => label)
	const pairs = QUEUE_NAMES.flatMap((queue) =>
		roles.filter((role) => !writersOf(queue).includes(role)).map((role) => ({ queue, role })),
	)
	expect(pairs.length).toBeGreaterThan(200)
	for (const { queue, role } of pairs)
		await expect(send(system, queue, '{}', role), `${role} to ${queue}`).rejects.toMatchObject({
			code: 'AccessDeniedException',
		})
})

it.for(QUEUE_NAMES.map((queue) => ({ queue })))(
	'$queue refuses whatever it does not carry, from each of its writers: counted, and a dead letter',
	async ({ queue }, { system, log, metrics, sent }) => {
		const count = sent.counts.get(queue) ?? 0
		expect(count).toBeGreaterThan(15)
		const dead = system.aws.queue(`${queue}DeadLetters`).name
		await waitUntil(
			`${count} dead letters of ${queue}`,
			async () => ((await system.aws.messages())[dead] === count ? true : undefined),
			180_000,
		)
		const { worker } = QUEUES[queue]
		const refused = log.logged('COMMAND_FOREIGN', { reason: queue })
		expect(refused).toHaveLength(count * TRIES)
		expect(new Set(refused.map((line) => line.function))).toEqual(new Set([worker]))
		expect(metrics.get(worker)).toBe(log.logged('COMMAND_FOREIGN', { function: worker }).length)
	},
)

it('nothing was done of all that', async ({ system, log, sent }) => {
	expect(log.logged('MESSAGE_FAILED')).toEqual([])
	expect(log.logged('PARKED_DISMISSED')).toEqual([])
	expect(await stateOf(system)).toEqual(sent.before)
})
