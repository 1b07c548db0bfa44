import { ENV, type EnvName } from './env-names.ts'

/** One queue: where it is, which functions may send to it, which one works it, and what may be said by it. */
export type QueueRow = {
	/** The variable with its address, for those who send to it. Absent: only SES's topic does. */
	readonly url?: EnvName | undefined
	/** The variable with its ARN, by which its worker knows where a message came from. */
	readonly arn: EnvName
	readonly writers: readonly string[]
	readonly worker: string
	/** Messages that carry their name as `command`. */
	readonly commands?: readonly string[] | undefined
	/** Messages that are known by their shape alone. */
	readonly jobs?: readonly string[] | undefined
}

/**
 * Who may say what: decided by the queue a message comes by, never by what it holds. The rights to send are made of this
 * table (infra/who-may.ts), and so is what each function accepts (`Receivers`). Imports no other code, because the
 * synthesis loads it.
 */
export const QUEUES = {
	Deliveries: {
		url: ENV.deliveriesQueueUrl,
		arn: ENV.deliveriesQueueArn,
		writers: ['intake-x', 'intake-meta', 'worker'],
		worker: 'worker',
		jobs: ['delivery', 'slice'],
	},
	/** What the customers' pages say: they face the internet. */
	PageCommands: {
		url: ENV.pageCommandsQueueUrl,
		arn: ENV.pageCommandsQueueArn,
		writers: ['web-customer'],
		worker: 'worker',
		commands: ['mail-requested', 'data-received', 'request-paused', 'request-disowned'],
	},
	/** What those say who open mails and files of strangers. */
	MailCommands: {
		url: ENV.mailCommandsQueueUrl,
		arn: ENV.mailCommandsQueueArn,
		writers: ['mail-events', 'mail-in', 'media'],
		worker: 'worker',
		commands: [
			'mail-bounced',
			'mail-complained',
			'answer-bounced',
			'answer-complained',
			'screen-message',
			'complete-text',
		],
	},
	/** What agents say through the API and the desk, which know who they are. */
	DeskCommands: {
		url: ENV.deskCommandsQueueUrl,
		arn: ENV.deskCommandsQueueArn,
		writers: ['api', 'web-desk'],
		worker: 'worker',
		commands: ['retry-parked', 'dismiss-parked'],
	},
	/** What schedules say, for nobody. */
	HouseCommands: {
		url: ENV.houseCommandsQueueUrl,
		arn: ENV.houseCommandsQueueArn,
		writers: ['sweep', 'reconcile'],
		worker: 'worker',
		commands: ['tend-parked', 'reread'],
	},
	/** What follows from facts, and only the worker may do. */
	FactCommands: {
		url: ENV.factCommandsQueueUrl,
		arn: ENV.factCommandsQueueArn,
		writers: ['dispatch'],
		worker: 'worker',
		commands: ['seal-note'],
	},
	Hints: {
		url: ENV.hintsQueueUrl,
		arn: ENV.hintsQueueArn,
		writers: ['sweep'],
		worker: 'dispatch',
		jobs: ['hint'],
	},
	OutboundX: {
		url: ENV.outboundXQueueUrl,
		arn: ENV.outboundXQueueArn,
		writers: ['dispatch', 'sweep', 'outbound-x'],
		worker: 'outbound-x',
		jobs: ['send'],
	},
	OutboundMeta: {
		url: ENV.outboundMetaQueueUrl,
		arn: ENV.outboundMetaQueueArn,
		writers: ['dispatch', 'sweep', 'outbound-meta'],
		worker: 'outbound-meta',
		jobs: ['send'],
	},
	OutboundMail: {
		url: ENV.outboundMailQueueUrl,
		arn: ENV.outboundMailQueueArn,
		writers: ['dispatch', 'sweep', 'outbound-mail'],
		worker: 'outbound-mail',
		jobs: ['send'],
	},
	Media: {
		url: ENV.mediaQueueUrl,
		arn: ENV.mediaQueueArn,
		writers: ['dispatch', 'worker'],
		worker: 'media',
		jobs: ['message'],
	},
	Erasures: {
		url: ENV.erasuresQueueUrl,
		arn: ENV.erasuresQueueArn,
		writers: ['dispatch', 'meta-callbacks', 'erasure'],
		worker: 'erasure',
		jobs: ['erasure'],
	},
	/** Cases that were closed or opened again: how long they are found changes. */
	SearchCases: {
		url: ENV.searchCasesQueueUrl,
		arn: ENV.searchCasesQueueArn,
		writers: ['dispatch'],
		worker: 'search',
		jobs: ['case'],
	},
	/** Cases whose copies of what was written on X are to be seen to: opened by a message, or shown to somebody. */
	Looks: {
		url: ENV.looksQueueUrl,
		arn: ENV.looksQueueArn,
		writers: ['worker', 'api', 'web-desk'],
		worker: 'reconcile',
		jobs: ['case'],
	},
	MailIn: { arn: ENV.mailInQueueArn, writers: [], worker: 'mail-in', jobs: ['receipt'] },
	/** Apart from MailIn: what SES says of a mail, its verdicts above all, only SES may say. */
	MailRetries: {
		url: ENV.mailRetriesQueueUrl,
		arn: ENV.mailRetriesQueueArn,
		writers: ['worker'],
		worker: 'mail-in',
		commands: ['retry-mail'],
	},
	MailEvents: { arn: ENV.mailEventsQueueArn, writers: [], worker: 'mail-events', jobs: ['event'] },
} as const satisfies Readonly<Record<string, QueueRow>>

export type QueueName = keyof typeof QUEUES

const isQueueName = (name: string): name is QueueName => name in QUEUES
export const QUEUE_NAMES = Object.keys(QUEUES).filter(isQueueName)

type Row<Name extends QueueName> = (typeof QUEUES)[Name]
type MembersOf<Name extends QueueName, Kind extends 'commands' | 'jobs'> =
	Row<Name> extends Readonly<Record<Kind, readonly (infer Member extends string)[]>> ? Member : never

export type QueueCommand<Name extends QueueName> = MembersOf<Name, 'commands'>
export type QueueJob<Name extends QueueName> = MembersOf<Name, 'jobs'>
/** The variables with the ARNs of some queues. */
export type ArnOf<Name extends QueueName> = Row<Name>['arn']
