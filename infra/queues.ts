import { Duration } from 'aws-cdk-lib'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { QueueName } from '#shared/kernel/queues.ts'
import { DurableQueue } from './constructs/durable-queue.ts'
import { FailureQueue } from './constructs/failure-queue.ts'
import type { Stage } from './stage.ts'

/** The timeout of each function that works a queue. The queues' visibility timeouts are derived from it. */
export const workerTimeouts = {
	worker: Duration.seconds(30),
	dispatch: Duration.seconds(30),
	outbound: Duration.seconds(20),
	mailEvents: Duration.seconds(10),
	mailIn: Duration.seconds(90),
	media: Duration.seconds(60),
	erasure: Duration.seconds(60),
	search: Duration.seconds(60),
	/** It works a schedule, too, which goes through all open cases. */
	reconcile: Duration.minutes(10),
	project: Duration.seconds(10),
}

export type Queues = Readonly<Record<QueueName, DurableQueue>>

/** Creates all queues of the table, each with its dead letters and the impact of its alarms. */
export const createQueues = (scope: Construct, stage: Stage, alarmTopic: ITopic): Queues => ({
	Deliveries: new DurableQueue(scope, 'Deliveries', {
		stage,
		workerTimeout: workerTimeouts.worker,
		impact: 'What customers wrote to us is received but not yet a case: nobody sees it and nobody answers.',
		article: 'deliveries',
		alarmTopic,
	}),
	PageCommands: new DurableQueue(scope, 'PageCommands', {
		stage,
		workerTimeout: workerTimeouts.worker,
		impact: 'Cases do not learn what customers did on the secure pages: data they gave, mails they asked for.',
		article: 'page-commands',
		alarmTopic,
	}),
	MailCommands: new DurableQueue(scope, 'MailCommands', {
		stage,
		workerTimeout: workerTimeouts.worker,
		impact: 'Cases do not learn of mails that bounced and of texts that came cut, and mails are not screened.',
		article: 'mail-commands',
		alarmTopic,
	}),
	DeskCommands: new DurableQueue(scope, 'DeskCommands', {
		stage,
		workerTimeout: workerTimeouts.worker,
		impact: 'Parked events are neither retried nor dismissed, though agents and leads said so.',
		article: 'desk-commands',
		alarmTopic,
	}),
	HouseCommands: new DurableQueue(scope, 'HouseCommands', {
		stage,
		workerTimeout: workerTimeouts.worker,
		impact: 'Nobody watches parked events, and what customers deleted is still shown.',
		article: 'house-commands',
		alarmTopic,
	}),
	FactCommands: new DurableQueue(scope, 'FactCommands', {
		stage,
		workerTimeout: workerTimeouts.worker,
		impact: 'What agents noted of customers’ data stays outside the vault, masked for readers.',
		article: 'fact-commands',
		alarmTopic,
	}),
	Hints: new DurableQueue(scope, 'Hints', {
		stage,
		workerTimeout: workerTimeouts.dispatch,
		impact: 'Cases whose answers got stuck are noticed by the sweep but not dispatched again.',
		article: 'hints',
		alarmTopic,
	}),
	OutboundX: new DurableQueue(scope, 'OutboundX', {
		stage,
		workerTimeout: workerTimeouts.outbound,
		impact: 'Answers to customers on X are written but do not leave.',
		article: 'outbound-x',
		alarmTopic,
	}),
	OutboundMeta: new DurableQueue(scope, 'OutboundMeta', {
		stage,
		workerTimeout: workerTimeouts.outbound,
		impact: 'Answers to customers on Facebook are written but do not leave, and its windows for answering run out.',
		article: 'outbound-meta',
		alarmTopic,
	}),
	OutboundMail: new DurableQueue(scope, 'OutboundMail', {
		stage,
		workerTimeout: workerTimeouts.outbound,
		impact: 'Customers wait for the mail with the link to the secure page.',
		article: 'outbound-mail',
		alarmTopic,
	}),
	Media: new DurableQueue(scope, 'Media', {
		stage,
		workerTimeout: workerTimeouts.media,
		impact:
			'Pictures and files of customers are not shown, and addresses to fetch them run out; erased ones may still lie.',
		article: 'media',
		alarmTopic,
	}),
	Erasures: new DurableQueue(scope, 'Erasures', {
		stage,
		workerTimeout: workerTimeouts.erasure,
		impact: 'People who must be erased are not: their words, files and addresses still lie with us, and 24 hours run.',
		article: 'erasure',
		alarmTopic,
	}),
	SearchCases: new DurableQueue(scope, 'SearchCases', {
		stage,
		workerTimeout: workerTimeouts.search,
		impact: 'Closed cases are found by the words of their customers for longer than 90 days.',
		article: 'search-cases',
		alarmTopic,
	}),
	Looks: new DurableQueue(scope, 'Looks', {
		stage,
		workerTimeout: workerTimeouts.reconcile,
		impact: 'What customers delete on X is noticed late, or shown to the team although it is gone.',
		// One that failed is hidden for an hour, and the run of the hour does its work meanwhile.
		alarmAge: Duration.hours(3),
		article: 'looks',
		alarmTopic,
	}),
	MailIn: new DurableQueue(scope, 'MailIn', {
		stage,
		workerTimeout: workerTimeouts.mailIn,
		impact: 'What customers answer by mail is received but in no case: nobody sees it and nobody answers.',
		article: 'mail-in',
		alarmTopic,
	}),
	MailRetries: new DurableQueue(scope, 'MailRetries', {
		stage,
		workerTimeout: workerTimeouts.mailIn,
		impact: 'Parked mails of customers are not tried again, although somebody asked for it.',
		article: 'mail-retries',
		alarmTopic,
	}),
	MailEvents: new DurableQueue(scope, 'MailEvents', {
		stage,
		workerTimeout: workerTimeouts.mailEvents,
		impact: 'Mails that bounced look as if they had arrived: customers wait for a mail that never comes.',
		article: 'mail-events',
		alarmTopic,
	}),
})

/** Creates the queue of what dispatch gave up. */
export const createDispatchFailures = (scope: Construct, stage: Stage, alarmTopic: ITopic) =>
	new FailureQueue(scope, 'DispatchFailures', {
		stage,
		impact:
			'Facts of some cases were given up by dispatch: their answers and mails leave only when the sweep comes by.',
		article: 'dispatch-failures',
		alarmTopic,
	})

/** Creates the queue of what the search gave up. */
export const createSearchFailures = (scope: Construct, stage: Stage, alarmTopic: ITopic) =>
	new FailureQueue(scope, 'SearchFailures', {
		stage,
		impact:
			'Some messages were given up by the search: their cases may be missing in it, or erased words still lead to them.',
		article: 'search-failures',
		alarmTopic,
	})

/** Creates the queue of what `project` gave up. */
export const createProjectFailures = (scope: Construct, stage: Stage, alarmTopic: ITopic) =>
	new FailureQueue(scope, 'ProjectFailures', {
		stage,
		impact: 'Some changes of the lists of the queue were not told: the desk showed them up to a minute late.',
		article: 'project-failures',
		alarmTopic,
	})
