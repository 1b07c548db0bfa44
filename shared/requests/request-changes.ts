import type { DataField } from '#shared/cases/codes.ts'
import type { SendId, SubmissionId } from '#shared/cases/keys.ts'
import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import { type AddressRecord, mayBeMailed } from './address-record.ts'
import {
	ADDRESSES_PER_REQUEST,
	ANSWERS_KEPT,
	findIssue,
	type Issue,
	LINK_VALID_FOR,
	MAILS_PER_REQUEST,
	type MailedAnswer,
	PAUSED_FOR,
	REQUEST_KEPT_AFTER_END,
	type Request,
	WRONG_CODES_ALLOWED,
} from './request.ts'

/** The changes of a request, as pure functions. None changes `version`: the store counts it. */

/** The named command, and the request that still has to have it put on record. */
type WithCommand = { readonly next: Request; readonly command: PageCommand }

type Tail<Command> = Command extends PageCommand ? Omit<Command, 'id' | 'requestId' | 'caseId'> : never

const withCommand = (request: Request, what: string, tail: Tail<PageCommand>): WithCommand => {
	const command: PageCommand = {
		...tail,
		id: `${request.id}.${what}`,
		requestId: request.id,
		caseId: request.caseId,
	}
	return { next: { ...request, pending: [...request.pending, command] }, command }
}

/**
 * Tells whether the limits of the request and of the address allow another mail. The caller checks the stage's stop.
 */
export const mayMail = (request: Request, address: AddressRecord, now: Instant): boolean => {
	const addresses = new Set([...request.issues.map((issue) => issue.addressKey), address.key])
	return (
		request.issues.length < MAILS_PER_REQUEST && addresses.size <= ADDRESSES_PER_REQUEST && mayBeMailed(address, now)
	)
}

/** Adds an issue: another mail, to an address that may be mailed. */
export const askForMail = (request: Request, address: string, addressKey: string, now: Instant): WithCommand => {
	const number = request.issues.length + 1
	const issues = [...request.issues, { number, address, addressKey, askedAt: now }]
	const keepUntil = later(request.keepUntil, addMilliseconds(now, LINK_VALID_FOR + REQUEST_KEPT_AFTER_END))
	return withCommand({ ...request, issues, keepUntil }, `mail-requested.${number}`, {
		command: 'mail-requested',
		issue: number,
		at: now,
	})
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** Counts a well-formed wrong code; the tenth pauses the request. */
export const countWrongCode = (
	request: Request,
	now: Instant,
): { next: Request; command?: PageCommand | undefined } => {
	const wrongCodes = request.wrongCodes + 1
	if (wrongCodes < WRONG_CODES_ALLOWED) return { next: { ...request, wrongCodes } }
	const pausedUntil = addMilliseconds(now, PAUSED_FOR)
	return withCommand({ ...request, wrongCodes: 0, pausedUntil }, `request-paused.${Date.parse(pausedUntil)}`, {
		command: 'request-paused',
		until: pausedUntil,
		at: now,
	})
}

export const forgetWrongCodes = (request: Request): Request => ({ ...request, wrongCodes: 0 })

export type GivenData = {
	readonly submissionId: SubmissionId
	readonly fields: readonly DataField[]
	readonly assurance: 'controlsAccount' | 'controlsMailbox'
}

const end = (request: Request, how: NonNullable<Request['end']>['how'], now: Instant): Request => ({
	...request,
	end: { how, at: now },
	keepUntil: addMilliseconds(now, REQUEST_KEPT_AFTER_END),
})

/** Ends the request with the submitted data. */
export const receiveSubmission = (request: Request, given: GivenData, now: Instant): WithCommand => {
	const fields = [...given.fields]
	const submission = { id: given.submissionId, fields, assurance: given.assurance }
	return withCommand({ ...end(request, 'submitted', now), wrongCodes: 0, submission }, 'data-received', {
		command: 'data-received',
		submissionId: given.submissionId,
		fields,
		assurance: given.assurance,
		at: now,
	})
}

/** Ends the request after "that was not me": no link of it opens. */
export const disown = (request: Request, issue: number, now: Instant): WithCommand =>
	withCommand(end(request, 'disowned', now), 'request-disowned', { command: 'request-disowned', issue, at: now })

/**
 * Revokes an open request. A submitted one stays submitted: its data are stored and the command about them is pending.
 */
export const revoke = (request: Request, now: Instant): Request =>
	request.end === undefined ? end(request, 'revoked', now) : request

const changeIssue = (request: Request, number: number, change: Partial<Issue>): Request => ({
	...request,
	issues: request.issues.map((issue) => (issue.number === number ? { ...issue, ...change } : issue)),
})

/** Records when a mail left; its link ends seven days later. Only the first call counts. */
export const recordIssueSent = (request: Request, number: number, sentAt: Instant, mailId?: string): Request =>
	findIssue(request, number)?.sentAt === undefined ? changeIssue(request, number, { sentAt, mailId }) : request

export const findAnswer = ({ answers = [] }: Request, send: SendId): MailedAnswer | undefined =>
	answers.find((answer) => answer.send === send)

const othersThan = ({ answers = [] }: Request, send: SendId): MailedAnswer[] =>
	answers.filter((answer) => answer.send !== send)

/** Stores the mark of an answer by mail. Keeps the address as long as a new request would. */
export const putAnswer = (request: Request, answer: MailedAnswer): Request => ({
	...request,
	answers: [...othersThan(request, answer.send), answer].slice(-ANSWERS_KEPT),
	keepUntil: later(request.keepUntil, addMilliseconds(answer.sentAt ?? answer.startedAt, REQUEST_KEPT_AFTER_END)),
})

/** Removes the mark of an answer that SES refused. */
export const dropAnswer = (request: Request, send: SendId): Request => ({
	...request,
	answers: othersThan(request, send),
})

export const recordMailFailure = (request: Request, number: number, failure: 'bounced' | 'complained'): Request =>
	changeIssue(request, number, { failure })

/** Erases the typed addresses and closes every link. Pending commands stay pending. */
export const eraseIssues = (request: Request, now: Instant): Request => ({
	...(request.end?.how === 'erased' ? request : end(request, 'erased', now)),
	issues: request.issues.map(({ address: _, ...issue }) => issue),
})

/** Removes a pending command that is on record. */
export const settle = (request: Request, commandId: string): Request => ({
	...request,
	pending: request.pending.filter(({ id }) => id !== commandId),
})
