import * as z from 'zod'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { assuranceSchema, dataFieldSchema } from '../codes.ts'
import type { Command } from '../commands.ts'
import { caseIdSchema, instantSchema, requestIdSchema, type SendId, sendIdSchema, submissionIdSchema } from '../keys.ts'

const command = <Name extends string, Shape extends z.core.$ZodLooseShape>(name: Name, shape: Shape) =>
	z.strictObject({
		command: z.literal(name),
		/** The same for every repeat of the same thing: `<request>.<what>`. */
		id: z.string().max(120),
		requestId: requestIdSchema,
		caseId: caseIdSchema,
		at: instantSchema,
		...shape,
	})

const issue = z.int().positive()

/**
 * What the customers' pages tell the worker, which turns each into facts. They carry keys and codes only. Each may come
 * more than once and must change nothing the second time.
 */
export const PAGE_COMMANDS = {
	'mail-requested': command('mail-requested', { issue }),
	'data-received': command('data-received', {
		submissionId: submissionIdSchema,
		fields: z.array(dataFieldSchema).min(1),
		assurance: assuranceSchema,
	}),
	'request-paused': command('request-paused', { until: instantSchema }),
	'request-disowned': command('request-disowned', { issue }),
}

export const pageCommandSchema = z.discriminatedUnion('command', [
	PAGE_COMMANDS['mail-requested'],
	PAGE_COMMANDS['data-received'],
	PAGE_COMMANDS['request-paused'],
	PAGE_COMMANDS['request-disowned'],
])
export type PageCommand = z.infer<typeof pageCommandSchema>

/** What the mail events and reports tell the worker about mails of ours, as the pages do. */
export const MAIL_FAILURES = {
	'mail-bounced': command('mail-bounced', { issue }),
	'mail-complained': command('mail-complained', { issue }),
	'answer-bounced': command('answer-bounced', { send: sendIdSchema }),
	'answer-complained': command('answer-complained', { send: sendIdSchema }),
}
export type MailFailureCommand = z.infer<(typeof MAIL_FAILURES)[keyof typeof MAIL_FAILURES]>

export type RequestCommand = PageCommand | MailFailureCommand

/** Translates what the pages or the mail events asked into the case's command; `send` is the key of what may have to be sent for it. */
export const caseCommand = (asked: RequestCommand, send: SendId): Command => {
	const request = asked.requestId
	switch (asked.command) {
		case 'mail-requested':
			return { kind: 'recordMailRequest', request, send, issue: asked.issue }
		case 'data-received': {
			const { submissionId: submission, fields, assurance } = asked
			return { kind: 'recordData', request, submission, fields, assurance }
		}
		case 'request-paused':
			return { kind: 'recordPause', request, until: asked.until }
		case 'request-disowned':
			return { kind: 'recordDisowning', request }
		case 'mail-bounced':
			return { kind: 'recordBounce', request, issue: asked.issue, reason: 'bounced', send }
		case 'mail-complained':
			return { kind: 'recordBounce', request, issue: asked.issue, reason: 'complained', send }
		case 'answer-bounced':
			return { kind: 'recordReplyBounce', send: asked.send, reason: 'bounced' }
		case 'answer-complained':
			return { kind: 'recordReplyBounce', send: asked.send, reason: 'complained' }
		default:
			return assertNever(asked)
	}
}
