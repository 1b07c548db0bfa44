import { Duration } from 'aws-cdk-lib'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { Grant } from './constructs/grant.ts'
import { ServiceFunction } from './constructs/service-function.ts'
import { workerTimeouts } from './queues.ts'
import type { Stage } from './stage.ts'
import type { FunctionName } from './who-may.ts'

type Shape = {
	readonly description: string
	readonly timeout: Duration
	readonly memoryMegabytes?: number | undefined
	readonly impact: string
}

/** A webhook must be answered within 3 s from a cold start (NETWORKS.md 2.2), and CPU grows with memory. */
const WEBHOOK_MEMORY = 1024

const shapes: Readonly<Record<FunctionName, Shape>> = {
	'intake-x': {
		description: 'Takes webhooks of X: signature, then onto the queue',
		timeout: Duration.seconds(9),
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'X gets errors from us and repeats for a day; what it gives up is lost until it is replayed.',
	},
	'intake-meta': {
		description: 'Takes webhooks of Facebook: signature, then onto the queue',
		timeout: Duration.seconds(5),
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'Meta gets errors from us; after an hour of them it unsubscribes our page and all messages stop.',
	},
	worker: {
		description: 'Makes cases of what was received, and appends what other parts report',
		timeout: workerTimeouts.worker,
		memoryMegabytes: 1024,
		impact: 'Messages of customers become cases late or not at all.',
	},
	dispatch: {
		description: 'Reads new facts and queues what follows from them',
		timeout: workerTimeouts.dispatch,
		impact: 'Answers, private messages and mails are decided but not queued; the sweep catches up only slowly.',
	},
	'outbound-x': {
		description: 'Sends answers and private messages on X',
		timeout: workerTimeouts.outbound,
		impact: 'Answers on X fail or come late.',
	},
	'outbound-meta': {
		description: 'Sends answers and private messages on Facebook',
		timeout: workerTimeouts.outbound,
		impact: 'Answers on Facebook fail or come late.',
	},
	'outbound-mail': {
		description: 'Sends the mails of secure requests, and answers by mail, through SES',
		timeout: workerTimeouts.outbound,
		impact: 'Mails with the link to the secure page fail or come late.',
	},
	sweep: {
		description: 'Every minute: what is due, what was left behind, what is to be erased',
		timeout: Duration.minutes(4),
		impact: 'Due times pass unnoticed, stuck sends stay stuck, and customer data are kept longer than promised.',
	},
	api: {
		description: 'The JSON API of the desk',
		timeout: Duration.seconds(15),
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'Agents see errors at the desk and cannot work on cases.',
	},
	'web-desk': {
		description: 'The pages of the desk: sign-in, sessions, queue, cases',
		timeout: Duration.seconds(15),
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'Agents see errors at the desk, or cannot sign in.',
	},
	'customer-data': {
		description: 'Reads and erases what customers gave: the only function that can decrypt',
		timeout: Duration.seconds(15),
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'Agents cannot read what customers gave on the secure page, or an erasure failed.',
	},
	'web-customer': {
		description: "The customers' pages: takes data in, can read nothing back",
		timeout: Duration.seconds(15),
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'Customers who follow our link see an error instead of the secure page.',
	},
	media: {
		description: 'Fetches, keeps and erases pictures and files that customers send, and texts that came cut',
		timeout: workerTimeouts.media,
		memoryMegabytes: WEBHOOK_MEMORY,
		impact:
			'Pictures and files of customers are not shown, and addresses to fetch them run out; erased ones may still lie.',
	},
	erasure: {
		description: 'Erases people who must be erased, and looks after what Meta asked us to delete',
		timeout: workerTimeouts.erasure,
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'People who must be erased are not: their words, files and addresses still lie with us, and 24 hours run.',
	},
	'meta-callbacks': {
		description: "Takes Meta's callbacks about a person: delete their data, deauthorize",
		timeout: Duration.seconds(10),
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'People who ask Meta to have their data deleted here see an error, and we do not learn of it.',
	},
	'web-deletion': {
		description: 'Shows how a request to delete stands; can read nothing else',
		timeout: Duration.seconds(10),
		impact: 'People who asked for a deletion see an error instead of how it stands.',
	},
	reconcile: {
		description: 'Has X tell us what customers delete, and looks up whether what they wrote in public still stands',
		timeout: workerTimeouts.reconcile,
		impact: 'What customers delete or correct on X is still shown to the team, longer than the networks allow.',
	},
	search: {
		description:
			'Files what customers wrote under keyed hashes, by which their cases are found, and takes it away again',
		timeout: workerTimeouts.search,
		memoryMegabytes: WEBHOOK_MEMORY,
		impact: 'Cases are not found by names and words, or words that were erased still lead to them.',
	},
	project: {
		description: 'Tells which lists of the queue changed, so that whoever looks at them learns of it',
		timeout: workerTimeouts.project,
		impact: 'The desk shows what is new up to a minute late.',
	},
	'mail-in': {
		description: 'Reads mails that customers answer to us, and joins them to their cases',
		timeout: workerTimeouts.mailIn,
		// A whole core: a mail may be 40 MB.
		memoryMegabytes: 1769,
		impact: 'What customers answer by mail joins their cases late or not at all.',
	},
	'mail-events': {
		description: 'Takes bounces and complaints from SES',
		timeout: workerTimeouts.mailEvents,
		impact: 'Bounces and complaints are not recorded: the desk believes that mails arrived.',
	},
}

export type FunctionsProps = {
	readonly stage: Stage
	readonly codeOf: (name: FunctionName) => Code
	readonly alarmTopic: ITopic
	readonly grants: (name: FunctionName) => readonly Grant[]
}

/** Creates all functions, each with exactly its grants. */
export const createFunctions = (
	scope: Construct,
	props: FunctionsProps,
): Readonly<Record<FunctionName, ServiceFunction>> => {
	const { stage, codeOf, alarmTopic, grants } = props
	const create = (name: FunctionName) =>
		new ServiceFunction(scope, name, { ...shapes[name], code: codeOf(name), stage, alarmTopic, grants: grants(name) })
	return {
		'intake-x': create('intake-x'),
		'intake-meta': create('intake-meta'),
		worker: create('worker'),
		dispatch: create('dispatch'),
		'outbound-x': create('outbound-x'),
		'outbound-meta': create('outbound-meta'),
		'outbound-mail': create('outbound-mail'),
		sweep: create('sweep'),
		api: create('api'),
		'web-desk': create('web-desk'),
		'customer-data': create('customer-data'),
		'web-customer': create('web-customer'),
		'mail-events': create('mail-events'),
		'mail-in': create('mail-in'),
		media: create('media'),
		reconcile: create('reconcile'),
		erasure: create('erasure'),
		'meta-callbacks': create('meta-callbacks'),
		'web-deletion': create('web-deletion'),
		search: create('search'),
		project: create('project'),
	}
}
