import { Duration } from 'aws-cdk-lib'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
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
}

/** Creates all queues, each with its dead letters and the impact of its alarms. */
export const createQueues = (scope: Construct, stage: Stage, alarmTopic: ITopic) => ({
	deliveries: new DurableQueue(scope, 'Deliveries', {
		stage,
		variable: ENV.deliveriesQueueUrl,
		workerTimeout: workerTimeouts.worker,
		impact: 'What customers wrote to us is received but not yet a case: nobody sees it and nobody answers.',
		article: 'deliveries',
		alarmTopic,
	}),
	commands: new DurableQueue(scope, 'Commands', {
		stage,
		variable: ENV.commandsQueueUrl,
		workerTimeout: workerTimeouts.worker,
		impact: 'Cases do not learn what happened outside: data a customer gave, mails that bounced.',
		article: 'commands',
		alarmTopic,
	}),
	hints: new DurableQueue(scope, 'Hints', {
		stage,
		variable: ENV.hintsQueueUrl,
		workerTimeout: workerTimeouts.dispatch,
		impact: 'Cases whose answers got stuck are noticed by the sweep but not dispatched again.',
		article: 'hints',
		alarmTopic,
	}),
	outboundX: new DurableQueue(scope, 'OutboundX', {
		stage,
		variable: ENV.outboundXQueueUrl,
		workerTimeout: workerTimeouts.outbound,
		impact: 'Answers to customers on X are written but do not leave.',
		article: 'outbound-x',
		alarmTopic,
	}),
	outboundMeta: new DurableQueue(scope, 'OutboundMeta', {
		stage,
		variable: ENV.outboundMetaQueueUrl,
		workerTimeout: workerTimeouts.outbound,
		impact: 'Answers to customers on Facebook are written but do not leave, and its windows for answering run out.',
		article: 'outbound-meta',
		alarmTopic,
	}),
	outboundMail: new DurableQueue(scope, 'OutboundMail', {
		stage,
		variable: ENV.outboundMailQueueUrl,
		workerTimeout: workerTimeouts.outbound,
		impact: 'Customers wait for the mail with the link to the secure page.',
		article: 'outbound-mail',
		alarmTopic,
	}),
	media: new DurableQueue(scope, 'Media', {
		stage,
		variable: ENV.mediaQueueUrl,
		workerTimeout: workerTimeouts.media,
		impact:
			'Pictures and files of customers are not shown, and addresses to fetch them run out; erased ones may still lie.',
		article: 'media',
		alarmTopic,
	}),
	erasures: new DurableQueue(scope, 'Erasures', {
		stage,
		variable: ENV.erasuresQueueUrl,
		workerTimeout: workerTimeouts.erasure,
		impact: 'People who must be erased are not: their words, files and addresses still lie with us, and 24 hours run.',
		article: 'erasure',
		alarmTopic,
	}),
	/** SES's topic sends here, and so does the worker when a parked mail is to be tried again. */
	mailIn: new DurableQueue(scope, 'MailIn', {
		stage,
		variable: ENV.mailInQueueUrl,
		workerTimeout: workerTimeouts.mailIn,
		impact: 'What customers answer by mail is received but in no case: nobody sees it and nobody answers.',
		article: 'mail-in',
		alarmTopic,
	}),
	/** Only SES's topic sends here. */
	mailEvents: new DurableQueue(scope, 'MailEvents', {
		stage,
		workerTimeout: workerTimeouts.mailEvents,
		impact: 'Mails that bounced look as if they had arrived: customers wait for a mail that never comes.',
		article: 'mail-events',
		alarmTopic,
	}),
	dispatchFailures: new FailureQueue(scope, 'DispatchFailures', {
		stage,
		impact:
			'Facts of some cases were given up by dispatch: their answers and mails leave only when the sweep comes by.',
		article: 'dispatch-failures',
		alarmTopic,
	}),
})

export type Queues = ReturnType<typeof createQueues>
