import * as z from 'zod'
import { addressFormSchema, assuranceSchema, contactLanguageSchema, dataFieldSchema } from '#shared/cases/codes.ts'
import { caseIdSchema, instantSchema, requestIdSchema, sendIdSchema, submissionIdSchema } from '#shared/cases/keys.ts'
import { pageCommandSchema } from '#shared/cases/requests/request-command.ts'
import { addMilliseconds, DAY, type Instant, MINUTE } from '#shared/kernel/clock.ts'

/** One mail of a request, stored when it is asked for. */
const issueSchema = z.object({
	/** 1, 2, … */
	number: z.int().positive(),
	/** As typed; removed by the erasure. */
	address: z.string().optional(),
	addressKey: z.string(),
	askedAt: instantSchema,
	sentAt: instantSchema.optional(),
	failure: z.enum(['bounced', 'complained']).optional(),
	/** The Message-ID under which it left, without angle brackets; replies name it. */
	mailId: z.string().optional(),
})
export type Issue = z.infer<typeof issueSchema>

/** An answer by mail to the confirmed address, stored when SES is called. */
const answerSchema = z.object({
	send: sendIdSchema,
	startedAt: instantSchema,
	sentAt: instantSchema.optional(),
	failure: z.enum(['bounced', 'complained']).optional(),
	mailId: z.string().optional(),
})
export type MailedAnswer = z.infer<typeof answerSchema>

/** A secure e-mail request as the customers' pages know it. Holds no tokens or codes, not even hashed (see Link). */
export const requestSchema = z.object({
	id: requestIdSchema,
	caseId: caseIdSchema,
	/** Grows by one with every write; a write names the version it read. */
	version: z.int().positive(),
	fields: z.array(dataFieldSchema).min(1),
	form: addressFormSchema,
	language: contactLanguageSchema,
	requestedAt: instantSchema,
	end: z.object({ how: z.enum(['submitted', 'revoked', 'disowned', 'erased']), at: instantSchema }).optional(),
	issues: z.array(issueSchema),
	/** Well-formed wrong codes since the last right one or the last pause. */
	wrongCodes: z.int().nonnegative(),
	pausedUntil: instantSchema.optional(),
	submission: z
		.object({ id: submissionIdSchema, fields: z.array(dataFieldSchema).min(1), assurance: assuranceSchema })
		.optional(),
	/** Commands of the pages that are not on record yet; the sweep applies them. */
	pending: z.array(pageCommandSchema),
	/** The newest answers by mail, the newest last: only these marks show what SES was given. */
	answers: z.array(answerSchema).optional(),
	keepUntil: instantSchema,
})
export type Request = z.infer<typeof requestSchema>

export const LINK_VALID_FOR = 7 * DAY
export const REQUEST_KEPT_AFTER_END = 30 * DAY
export const PAUSED_FOR = 15 * MINUTE
export const WRONG_CODES_ALLOWED = 10
export const ADDRESSES_PER_REQUEST = 3
export const MAILS_PER_REQUEST = 5

/** The number of answers whose marks are stored; older ones have ended. */
export const ANSWERS_KEPT = 50

/** Returns the issue whose data were submitted: submitting proves control of that mailbox. */
export const confirmedIssue = ({ submission, issues }: Request): Issue | undefined =>
	submission?.assurance === 'controlsMailbox' ? issues.at(-1) : undefined

export const findIssue = (request: Request, number: number): Issue | undefined =>
	request.issues.find((issue) => issue.number === number)

/** Returns when a mail's link ends: seven days after it was sent, or asked for while the sending is not on record. */
export const issueExpiresAt = (issue: Issue): Instant => addMilliseconds(issue.sentAt ?? issue.askedAt, LINK_VALID_FOR)

/** Returns when the private message's link ends: seven days after the request or its last issue. */
const startExpiresAt = (request: Request): Instant =>
	addMilliseconds(request.issues.at(-1)?.askedAt ?? request.requestedAt, LINK_VALID_FOR)

/**
 * The state of a link as its holder sees it. `unknown` covers all that must look as if it never existed: no such link,
 * revoked, disowned, erased, and mails to an address that was replaced.
 */
export type LinkState = 'open' | 'paused' | 'received' | 'expired' | 'unknown'

/** Why a link does not open, as its holder is told. */
export type ShutLink = Exclude<LinkState, 'open'>

const linkState = (request: Request, expiresAt: Instant, now: Instant): LinkState => {
	if (request.end !== undefined) return request.end.how === 'submitted' ? 'received' : 'unknown'
	if (expiresAt <= now) return 'expired'
	return request.pausedUntil !== undefined && request.pausedUntil > now ? 'paused' : 'open'
}

export const startLinkState = (request: Request, now: Instant): LinkState =>
	linkState(request, startExpiresAt(request), now)

/** Returns the state of a mail's link. Only mails to the newest address count; several to it stay valid. */
export const issueLinkState = (request: Request, number: number, now: Instant): LinkState => {
	const issue = findIssue(request, number)
	if (issue === undefined || issue.addressKey !== request.issues.at(-1)?.addressKey) return 'unknown'
	return linkState(request, issueExpiresAt(issue), now)
}
