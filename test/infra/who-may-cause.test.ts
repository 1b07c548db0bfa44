import { describe, expect, it } from 'vitest'
import type { FunctionName } from '#infra/who-may.ts'
import type { FactKind } from '#shared/cases/facts.ts'
import { QUEUE_NAMES, QUEUES, type QueueCommand, type QueueJob, type QueueName } from '#shared/kernel/queues.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'
import { rightsOf } from './rights.ts'

const list = (names: string): readonly string[] => names.split(' ')

/** The rights of a role, and of whoever obeys its messages, and so on: what it can cause if somebody else acts in its name. */

const stage = synthesisedStage('prod')

/** A message of a queue, by its name in the table of queues. */
type Said = { readonly [Name in QueueName]: `${Name}:${QueueCommand<Name> | QueueJob<Name>}` }[QueueName]

type Other =
	/** Any fact of any case, by a right of its own. */
	| 'any fact'
	| 'any words'
	/** What a customer wrote is filed, replaced, masked or erased: by a rule, with the words of an event or of a network. */
	| 'words filed'
	| 'words replaced'
	| 'words masked'
	/** Whether its attachments are there. */
	| 'words marked'
	| 'words erased'
	| 'heads'
	| 'contacts erased'
	| 'cursors'
	/** What vouches for our copies of what stands at X. */
	| 'marks'
	| 'requests'
	| 'books'
	| 'parked'
	| 'dismissed'
	| 'vault filled'
	| 'vault erased'
	| 'copies kept'
	| 'copies erased'
	| 'bodies kept'
	| 'bodies erased'
	| 'deletions'
	| 'limits'
	/** What is on record as to be sent leaves. */
	| 'sent on X'
	| 'sent on Meta'
	| 'sent by mail'
	/** Anything leaves in our name, by a right or a token of its own. */
	| 'any mail'
	| 'any post on X'
	| 'any post on Meta'
	/** Of whom facts say that it has begun, or whose request Meta signed: nobody else's. */
	| 'person erased'
	| 'erasure progress'
	| 'roster'
	| 'seen'
	| 'drafts'
	| 'presence'
	| 'sessions'
	| 'search'
	/** Which lists of the queue are said to have changed, and how long they were. */
	| 'pulses'
	/** Who is on call hears what is no danger, or is told until they listen no more. */
	| 'lead called'

type Effect = FactKind | Said | Other

/** What words mean is raised with them. */
const RAISED = ['SignalRaised', 'DangerRaised'] as const satisfies readonly Effect[]

const RECEIVED = [
	...RAISED,
	'CaseOpened',
	'CaseReopened',
	'MessageReceived',
	'MessageEdited',
	'MessageErased',
	'MessageHidden',
	'NativeAnswerSeen',
	'ReplyConfirmed',
	'ReplySent',
	'SendSucceeded',
	'DataFound',
	'DataExposed',
	'words filed',
	'words replaced',
	'words masked',
	'words erased',
	'heads',
	'books',
	'parked',
	'bodies kept',
	'vault filled',
	'Media:message',
	'Looks:case',
] as const satisfies readonly Effect[]

const SENT = [
	'CaseReopened',
	'SendStarted',
	'SendSucceeded',
	'SendFailed',
	'SendUnknown',
	'SendDeferred',
	'ReplySent',
	'ReplyFailed',
	'ReplyUnknown',
	'heads',
] as const satisfies readonly Effect[]

const SCREENED = ['words masked', 'CaseReopened', 'DataFound', 'DataExposed', 'heads', 'vault filled'] as const

const TO_NETWORKS = ['OutboundX:send', 'OutboundMeta:send'] as const

/** What dispatch makes of a fact, whoever appended it. */
const LEADS_TO: { readonly [Kind in FactKind]?: readonly Effect[] } = {
	DataRequested: ['requests', ...TO_NETWORKS],
	RequestResent: TO_NETWORKS,
	InvitationQueued: TO_NETWORKS,
	NoticeQueued: TO_NETWORKS,
	MailRequested: ['requests', 'OutboundMail:send'],
	ReplyQueued: [...TO_NETWORKS, 'OutboundMail:send'],
	ReplyCorrectionQueued: TO_NETWORKS,
	ReplyDeletionQueued: TO_NETWORKS,
	HideQueued: TO_NETWORKS,
	RequestRevoked: ['requests'],
	PersonErasureBegun: ['Erasures:erasure'],
	NoteWritten: ['FactCommands:seal-note'],
	MessageReceived: ['Media:message'],
	MessageEdited: ['Media:message'],
	MessageErased: ['Media:message'],
	CaseClosed: ['SearchCases:case'],
	CaseReopened: ['SearchCases:case'],
}

const EVERY_FACT_LEADS_TO = [...new Set(Object.values(LEADS_TO).flat())]

const FROM_MAIL = ['MailCommands:mail-bounced', 'MailCommands:answer-bounced', 'MailCommands:screen-message'] as const
/** Of a mail, whether it comes or is tried again. */
const MAIL_FILED = [
	'MailReceived',
	'MailParked',
	'ParkedMailSettled',
	'CaseReopened',
	...RAISED,
	'words filed',
	'heads',
	'books',
	'parked',
	'bodies kept',
	'copies kept',
	...FROM_MAIL,
] as const satisfies readonly Effect[]

/** What each message of each queue can bring about at its worker; a further message does not compile without its row. */
const CAUSED: {
	readonly [Name in QueueName]: { readonly [Message in QueueCommand<Name> | QueueJob<Name>]: readonly Effect[] }
} = {
	Deliveries: { delivery: [...RECEIVED, 'Deliveries:slice'], slice: RECEIVED },
	PageCommands: {
		'mail-requested': ['MailRequested', 'heads'],
		'data-received': ['DataReceived', 'CaseReopened', 'heads'],
		'request-paused': ['RequestPaused', 'heads'],
		'request-disowned': ['RequestDisowned', 'heads'],
	},
	MailCommands: {
		'mail-bounced': ['MailBounced', 'NoticeQueued', 'heads'],
		'mail-complained': ['MailBounced', 'NoticeQueued', 'heads'],
		'answer-bounced': ['ReplyBounced', 'CaseReopened', 'heads'],
		'answer-complained': ['ReplyBounced', 'CaseReopened', 'heads'],
		'screen-message': SCREENED,
		'complete-text': ['words replaced', 'MessageEdited', 'CaseReopened', ...RAISED, ...SCREENED],
	},
	DeskCommands: {
		'retry-parked': [...RECEIVED, 'Deliveries:slice', 'MailRetries:retry-mail'],
		'dismiss-parked': ['dismissed', 'ParkedMailSettled', 'heads'],
	},
	HouseCommands: {
		'tend-parked': ['parked'],
		reread: [
			'words replaced',
			'words erased',
			'MessageEdited',
			'MessageErased',
			'CaseReopened',
			...RAISED,
			...SCREENED,
		],
	},
	FactCommands: { 'seal-note': ['words masked', 'CaseReopened', 'DataFound', 'heads', 'vault filled'] },
	/** Facts that are there are read anew, and lead to what they lead to: see LEADS_TO. */
	Hints: { hint: ['heads', 'cursors', ...EVERY_FACT_LEADS_TO] },
	OutboundX: { send: [...SENT, 'InvitationQueued', 'limits', 'sent on X', 'words replaced', 'OutboundX:send'] },
	OutboundMeta: {
		send: [...SENT, 'InvitationQueued', 'limits', 'sent on Meta', 'words replaced', 'OutboundMeta:send'],
	},
	OutboundMail: { send: [...SENT, 'requests', 'sent by mail', 'OutboundMail:send'] },
	Media: { message: ['words marked', 'copies kept', 'copies erased', 'MailCommands:complete-text'] },
	Erasures: {
		erasure: [
			'PersonErasureDemanded',
			'PersonErasureBegun',
			'PersonErased',
			'ParkedMailSettled',
			'DataErased',
			'RequestRevoked',
			'words erased',
			'heads',
			'contacts erased',
			'requests',
			'vault erased',
			'copies erased',
			'bodies erased',
			'books',
			'deletions',
			'erasure progress',
			'person erased',
			'Erasures:erasure',
		],
	},
	SearchCases: { case: ['search'] },
	Looks: { case: ['marks', 'HouseCommands:reread'] },
	MailIn: { receipt: MAIL_FILED },
	MailRetries: { 'retry-mail': MAIL_FILED },
	MailEvents: {
		event: [
			'requests',
			'MailCommands:mail-bounced',
			'MailCommands:mail-complained',
			'MailCommands:answer-bounced',
			'MailCommands:answer-complained',
		],
	},
}

const ALL_SAID: readonly Said[] = QUEUE_NAMES.flatMap((queue) =>
	Object.keys(CAUSED[queue]).map((message) => `${queue}:${message}` as Said),
)

/** Everything that may be said by a queue. */
const saidVia = (queue: QueueName): readonly Said[] => ALL_SAID.filter((said) => said.startsWith(`${queue}:`))

/** What a right does by itself. Who may change a request may list commands with it, which the sweep obeys. */
const RIGHTS: readonly (readonly [RegExp, readonly Effect[]])[] = [
	[/^dynamodb:PutItem on Facts$/, ['any fact', ...EVERY_FACT_LEADS_TO]],
	[/^dynamodb:PutItem on Content$/, ['any words']],
	[/^dynamodb:(Put|Update)Item on Cases$/, ['heads']],
	// The rows of the queue are a projection as heads are: they are shown, and nothing obeys them.
	[/^dynamodb:UpdateItem on Queue$/, ['heads']],
	[/^dynamodb:DeleteItem on Cases$/, ['contacts erased']],
	[/^dynamodb:PutItem on Cursors$/, ['cursors', 'marks']],
	[/^dynamodb:UpdateItem on Cursors$/, ['marks']],
	[/^dynamodb:(Put|Update)Item on Requests$/, ['requests', ...saidVia('PageCommands')]],
	[/^dynamodb:(Put|Update)Item on Ledger$/, ['books', 'parked', 'dismissed']],
	[/^dynamodb:(Put|Update|Delete)Item on SendLimits$/, ['limits']],
	[/^dynamodb:PutItem on Deletions$/, ['deletions']],
	[/^dynamodb:(Put|Delete)Item on ErasureProgress$/, ['erasure progress']],
	[/^dynamodb:PutItem on Agents$/, ['roster']],
	[/^dynamodb:PutItem on Seen$/, ['seen']],
	[/^dynamodb:(Put|Update|Delete)Item on Drafts$/, ['drafts']],
	[/^dynamodb:UpdateItem on Presence$/, ['presence']],
	[/^dynamodb:(Put|Update|Delete)Item on Sessions$/, ['sessions']],
	[/^dynamodb:(Put|Update|Delete)Item on Search$/, ['search']],
	[/^dynamodb:UpdateItem on Pulses$/, ['pulses']],
	[/^dynamodb:PutItem on Vault(Keys)?$/, ['vault filled']],
	[/^dynamodb:DeleteItem on Vault(Keys)?$/, ['vault erased']],
	[/^s3:PutObject on Copies/, ['copies kept']],
	[/^s3:DeleteObject on Copies/, ['copies erased']],
	[/^s3:PutObject on Raw/, ['bodies kept']],
	[/^s3:DeleteObject on Raw/, ['bodies erased']],
	[/^ses:SendRawEmail/, ['any mail']],
	[/^sns:Publish on Danger$/, ['lead called']],
	// A token is a right at the network.
	[/^secretsmanager:GetSecretValue on XApi$/, ['any post on X']],
	[/^secretsmanager:GetSecretValue on MetaApi$/, ['any post on Meta']],
	// Whoever can sign deliveries says them at the public door.
	[/^secretsmanager:GetSecretValue on (XWebhook|MetaWebhook)$/, saidVia('Deliveries')],
	// Of it are made the links and the codes of every request: whoever has both fills in the customers' pages.
	[/^secretsmanager:GetSecretValue on Link$/, saidVia('PageCommands')],
	[/^sqs:SendMessage on (Dispatch|Search|Project)Failures$/, []],
	...QUEUE_NAMES.map((queue) => [new RegExp(`^sqs:SendMessage on ${queue}/Queue$`), saidVia(queue)] as const),
]

const READS =
	/^(dynamodb:(GetItem|BatchGetItem|ConditionCheckItem|Query|DescribeStream|GetRecords|GetShardIterator|ListStreams)|s3:(GetObject|ListBucket)|ssm:GetParameter|kms:(Decrypt|GenerateDataKey)|sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes|ChangeMessageVisibility)|secretsmanager:GetSecretValue) on /

/** The right without which an effect cannot be brought about. */
const NEEDED: Readonly<Record<Exclude<Other, `any ${string}`>, RegExp>> = {
	'words filed': /PutItem on Content$/,
	'words replaced': /PutItem on Content$/,
	'words masked': /PutItem on Content$/,
	'words marked': /PutItem on Content$/,
	'words erased': /PutItem on Content$/,
	heads: /(Put|Update)Item on (Cases|Queue)$/,
	'contacts erased': /DeleteItem on Cases$/,
	cursors: /PutItem on Cursors$/,
	marks: /UpdateItem on Cursors$/,
	requests: /(Put|Update)Item on Requests$/,
	books: /(Put|Update)Item on Ledger$/,
	parked: /(Put|Update)Item on Ledger$/,
	dismissed: /(Put|Update)Item on Ledger$/,
	'vault filled': /PutItem on Vault(Keys)?$/,
	'vault erased': /DeleteItem on Vault(Keys)?$/,
	'copies kept': /PutObject on Copies/,
	'copies erased': /DeleteObject on Copies/,
	'bodies kept': /PutObject on Raw/,
	'bodies erased': /DeleteObject on Raw/,
	deletions: /PutItem on Deletions$/,
	'erasure progress': /PutItem on ErasureProgress$/,
	roster: /PutItem on Agents$/,
	seen: /PutItem on Seen$/,
	drafts: /(Put|Update|Delete)Item on Drafts$/,
	presence: /UpdateItem on Presence$/,
	sessions: /(Put|Update|Delete)Item on Sessions$/,
	search: /UpdateItem on Search$/,
	pulses: /UpdateItem on Pulses$/,
	limits: /(Put|Update|Delete)Item on SendLimits$/,
	'sent on X': /GetSecretValue on XApi$/,
	'sent on Meta': /GetSecretValue on MetaApi$/,
	'sent by mail': /^ses:SendRawEmail/,
	'lead called': /^sns:Publish on Danger$/,
	'person erased': /DeleteItem on Cases$/,
}

const neededFor = (effect: Effect): RegExp => {
	const [queue, message] = effect.split(':')
	if (message !== undefined) return new RegExp(`^sqs:SendMessage on ${queue}/Queue$`)
	return Object.entries(NEEDED).find(([name]) => name === effect)?.[1] ?? /^dynamodb:PutItem on Facts$/
}

const writersOf = (queue: QueueName): readonly string[] => QUEUES[queue].writers

const followsFrom = (effect: Effect): readonly Effect[] => {
	const [queue, message] = effect.split(':')
	const ofMessage = Object.entries(CAUSED).find(([name]) => name === queue)?.[1]
	const caused: readonly Effect[] = Object.entries(ofMessage ?? {}).find(([name]) => name === message)?.[1] ?? []
	return [...caused, ...(Object.entries(LEADS_TO).find(([kind]) => kind === effect)?.[1] ?? [])]
}

const closureOf = (rights: readonly string[]): ReadonlySet<Effect> => {
	const reached = new Set<Effect>()
	const open = rights.flatMap((right) => RIGHTS.flatMap(([pattern, effects]) => (pattern.test(right) ? effects : [])))
	for (let effect = open.pop(); effect !== undefined; effect = open.pop()) {
		if (reached.has(effect)) continue
		reached.add(effect)
		open.push(...followsFrom(effect))
	}
	return reached
}

const functions = stage.ofType('AWS::Lambda::Function').map(({ label }) => label)
const closures = new Map(functions.map((name) => [name, closureOf(rightsOf(stage, name))]))
const canCause = (effect: Effect): readonly string[] =>
	functions.filter((name) => closures.get(name)?.has(effect)).toSorted()
/** The messages that a role can have said, itself or by others. */
const saidBy = (name: string): readonly Effect[] =>
	[...(closures.get(name) ?? [])].filter((effect) => effect.includes(':')).toSorted()
/** What a role can cause, without the messages on the way. */
const causedBy = (name: string): readonly Effect[] =>
	[...(closures.get(name) ?? [])].filter((effect) => !effect.includes(':')).toSorted()

/** What lies in the hands of whoever may send a delivery, written out a second time. */
const BY_DELIVERIES =
	'CaseOpened CaseReopened MessageReceived MessageEdited MessageErased MessageHidden NativeAnswerSeen ReplyConfirmed ReplySent SendSucceeded DataFound DataExposed'
const ENDS_OF_SENDS =
	'CaseReopened SendStarted SendSucceeded SendFailed SendUnknown SendDeferred ReplySent ReplyFailed ReplyUnknown'
const BY_NETWORKS = [
	...list(ENDS_OF_SENDS),
	'InvitationQueued',
	'heads',
	'search',
	'limits',
	'words replaced',
	'sent on X',
	'sent on Meta',
]
const BY_MAIL = [...list(ENDS_OF_SENDS), 'heads', 'search', 'requests', 'sent by mail']
const BY_MEDIA = [
	...list('CaseReopened MessageEdited DataFound DataExposed SignalRaised DangerRaised'),
	...[
		'copies kept',
		'copies erased',
		'words marked',
		'words masked',
		'words replaced',
		'vault filled',
		'heads',
		'search',
	],
]
const BY_ERASURES = [
	...list('PersonErasureDemanded PersonErasureBegun PersonErased ParkedMailSettled DataErased RequestRevoked'),
	...['person erased', 'words erased', 'contacts erased', 'vault erased', 'copies erased', 'bodies erased'],
	...['requests', 'deletions', 'erasure progress', 'books', 'heads'],
]
const INTAKE = [
	...list(BY_DELIVERIES),
	...['words filed', 'words erased', 'bodies kept', 'books', 'parked', 'marks'],
	...BY_MEDIA,
]
const PAGE_COMMANDS = [...list('MailRequested DataReceived RequestPaused RequestDisowned'), ...BY_MAIL]
const MAIL_COMMANDS = [...list('MailBounced ReplyBounced NoticeQueued'), ...BY_NETWORKS, ...BY_MEDIA]
const DESK_COMMANDS = [...INTAKE, 'MailReceived', 'MailParked', 'ParkedMailSettled', 'dismissed', ...MAIL_COMMANDS]
const HOUSE_COMMANDS = [...BY_MEDIA, 'MessageErased', 'words erased', 'parked']
const ANY_FACT = ['any fact', ...BY_NETWORKS, ...BY_MAIL, ...BY_MEDIA, ...BY_ERASURES]

const AT_DESK = [...DESK_COMMANDS, ...ANY_FACT, 'any words', 'roster', 'seen', 'drafts', 'presence', 'pulses']

/** Everything that each role can cause, itself or through others. Reading is not in it. */
const EXPECTED: Readonly<Record<FunctionName, readonly string[]>> = {
	'intake-x': INTAKE,
	'intake-meta': INTAKE,
	worker: [...DESK_COMMANDS, ...HOUSE_COMMANDS, ...ANY_FACT, 'any words'],
	dispatch: [...PAGE_COMMANDS, ...BY_NETWORKS, ...BY_MEDIA, ...BY_ERASURES, 'cursors', 'marks'],
	'outbound-x': [...ANY_FACT, ...PAGE_COMMANDS, 'any words', 'any post on X'],
	'outbound-meta': [...ANY_FACT, ...PAGE_COMMANDS, 'any words', 'any post on Meta'],
	'outbound-mail': [...ANY_FACT, ...PAGE_COMMANDS, 'any mail'],
	sweep: [...HOUSE_COMMANDS, ...ANY_FACT, ...PAGE_COMMANDS, 'cursors', 'marks', 'lead called'],
	api: AT_DESK,
	'web-desk': [...AT_DESK, 'sessions'],
	'customer-data': [...ANY_FACT, ...PAGE_COMMANDS, 'seen'],
	'web-customer': [...PAGE_COMMANDS, 'vault filled'],
	'mail-events': [...MAIL_COMMANDS, ...PAGE_COMMANDS],
	'mail-in': [...MAIL_COMMANDS, ...ANY_FACT, 'any words', 'parked', 'dismissed', 'bodies kept'],
	media: [...MAIL_COMMANDS, 'any words', 'any post on X', 'any post on Meta'],
	reconcile: [...HOUSE_COMMANDS, 'cursors', 'marks', 'any post on X', 'any post on Meta'],
	erasure: [...ANY_FACT, ...INTAKE, ...PAGE_COMMANDS, 'any words', 'parked', 'dismissed', 'drafts'],
	'meta-callbacks': [...BY_ERASURES, ...INTAKE],
	'web-deletion': [],
	search: ['search'],
	project: ['pulses'],
}

const sorted = (effects: readonly string[]): readonly string[] => [...new Set(effects)].sort()

/** Where the readers of streams leave what they gave up. */
const FAILURES: Readonly<Record<string, readonly string[]>> = {
	dispatch: ['sqs:SendMessage on DispatchFailures'],
	search: ['sqs:SendMessage on SearchFailures'],
	project: ['sqs:SendMessage on ProjectFailures'],
}

describe('what a role can cause, itself or through whoever obeys its messages', () => {
	it.each(Object.entries(EXPECTED))('is all of this and nothing else for %s', (name, effects) => {
		expect(causedBy(name)).toEqual(sorted(effects))
	})

	it('is asked of every function', () => {
		expect(functions.toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
	})

	it('counts every right to change something', () => {
		const rights = functions.flatMap((name) => rightsOf(stage, name))
		expect(rights.filter((right) => !READS.test(right) && !RIGHTS.some(([pattern]) => pattern.test(right)))).toEqual([])
	})

	it('starts from the table of queues: each role may send where the table says, and nowhere else', () => {
		for (const name of functions) {
			const sends = rightsOf(stage, name).filter((right) => right.startsWith('sqs:SendMessage on '))
			const ofTable = QUEUE_NAMES.filter((queue) => writersOf(queue).includes(name))
			const failures = FAILURES[name] ?? []
			expect([name, sends.toSorted()]).toEqual([
				name,
				[...failures, ...ofTable.map((queue) => `sqs:SendMessage on ${queue}/Queue`)].sort(),
			])
		}
	})
})

describe('what a message is said to bring about', () => {
	it('is within the rights of its worker', () => {
		const beyond = QUEUE_NAMES.flatMap((queue) => {
			const rights = rightsOf(stage, QUEUES[queue].worker)
			const needed = Object.values<readonly Effect[]>(CAUSED[queue]).flat().map(neededFor)
			return needed.filter((need) => !rights.some((right) => need.test(right))).map((need) => `${queue}: ${need}`)
		})
		expect(beyond).toEqual([])
	})

	it('is all that its worker has rights for, where nothing but queues calls that worker', () => {
		for (const name of ['worker', 'outbound-x', 'outbound-meta', 'outbound-mail', 'media', 'mail-in', 'mail-events']) {
			const needed = QUEUE_NAMES.filter((queue) => QUEUES[queue].worker === name)
				.flatMap((queue) => Object.values<readonly Effect[]>(CAUSED[queue]).flat())
				.map(neededFor)
			const changes = rightsOf(stage, name).filter((right) => !READS.test(right))
			expect([name, changes.filter((right) => !needed.some((need) => need.test(right)))]).toEqual([name, []])
		}
	})
})

describe('sharply', () => {
	it('web-customer appends nothing but what customers do on its pages, and touches no word', () => {
		expect(
			causedBy('web-customer').filter((effect) => /words|person|dismissed|any|bodies|copies/.test(effect)),
		).toEqual([])
		expect(saidBy('web-customer')).toEqual([
			'OutboundMail:send',
			'PageCommands:data-received',
			'PageCommands:mail-requested',
			'PageCommands:request-disowned',
			'PageCommands:request-paused',
			'SearchCases:case',
		])
	})

	it('nobody causes a delivery but the intakes, the worker, and those who check what Meta signed by the same secret', () => {
		expect(canCause('Deliveries:delivery')).toEqual(['erasure', 'intake-meta', 'intake-x', 'meta-callbacks', 'worker'])
	})

	it('nobody but SES says what SES says of mails', () => {
		expect([canCause('MailIn:receipt'), canCause('MailEvents:event')]).toEqual([[], []])
	})

	it('nobody who faces the internet has messages rewritten or let go, but the intakes by what a network signed', () => {
		const facing = ['intake-x', 'intake-meta', 'web-customer', 'meta-callbacks', 'web-deletion']
		const among = (effect: Effect) => canCause(effect).filter((name) => facing.includes(name))
		expect([among('words replaced'), among('any words'), among('dismissed'), among('any fact')]).toEqual([
			['intake-meta', 'intake-x', 'meta-callbacks'],
			[],
			[],
			[],
		])
	})

	it('nobody lets a parked event go who may not write the ledger, but our own house', () => {
		const own = functions.filter((name) =>
			rightsOf(stage, name).some((right) => /(Put|Update)Item on Ledger$/.test(right)),
		)
		expect(canCause('dismissed')).toEqual([...own, 'api', 'web-desk'].sort())
	})

	it('nobody but the API and the desk writes the roster, itself or through others', () => {
		expect(canCause('roster')).toEqual(['api', 'web-desk'])
	})

	it('nobody has a person erased who neither appends facts nor sends to Erasures', () => {
		const own = functions.filter((name) => rightsOf(stage, name).includes('dynamodb:PutItem on Facts'))
		expect(canCause('person erased')).toEqual(sorted([...own, ...QUEUES.Erasures.writers]))
	})
})
