import { languageToWrite } from '#shared/cases/address/evolve.ts'
import type { CaseStore, ContentStore } from '#shared/cases/ports.ts'
import { isReply, type MailReplySend, type RequestMailSend } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, type Clock, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { ForeignMessageError, ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { AnswerToCompose } from '#shared/requests/compose-answer-mail.ts'
import {
	type AnswerRef,
	type FoundAnswer,
	type FoundMail,
	findAnswerMail,
	findMail,
	markAnswerSent,
	markSent,
	markStarted,
	unmarkStarted,
} from '#shared/requests/mail-marks.ts'
import type { Mailer, ReadyMail } from '#shared/requests/mailer.ts'
import { confirmedIssue, type Request } from '#shared/requests/request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import type { Delivered, FoundSend, Prepared, Transport } from './transport.ts'

/** Maps an error of the mailer to an outcome: failed for good, later, or unknown. */
const afterMailError = (error: unknown, clock: Clock): Delivered => {
	if (error instanceof ParkedError) return { outcome: 'failed', reason: 'rejected' }
	if (!(error instanceof RetryLaterError)) return { outcome: 'unknown' }
	const wait = error.delaySeconds === undefined ? MINUTE : error.delaySeconds * SECOND
	return { outcome: 'later', until: addMilliseconds(clock.now(), wait), reason: 'limit' }
}

export type AnswerDependencies = {
	readonly store: Pick<CaseStore, 'factsAfter'>
	readonly content: Pick<ContentStore, 'get'>
	readonly requests: RequestStore
	readonly mailer: Mailer
	readonly composeAnswer: (answer: Omit<AnswerToCompose, 'at'>) => Promise<ReadyMail>
	readonly clock: Clock
}

/** The number of references that keeps a conversation together in mail readers. */
const REFERENCES = 20

const refOf = ({ id, request }: MailReplySend): AnswerRef => ({ requestId: request, send: id })

/** Returns the Message-ID and references of the customer's newest mail whose content is still stored. */
const newestMail = async (
	{ store, content }: AnswerDependencies,
	state: CaseState,
): Promise<{ readonly mailId: string; readonly before: readonly string[] } | undefined> => {
	const facts = await store.factsAfter(state.id, 0)
	const newest = facts.findLast(({ fact }) => fact.kind === 'MailReceived')?.fact
	if (newest?.kind !== 'MailReceived') return undefined
	const [mail] = await content.get([newest.message])
	if (mail?.kind !== 'message' || mail.form !== 'mail' || mail.mailId === undefined) return undefined
	return { mailId: mail.mailId, before: mail.references }
}

/**
 * Returns the thread headers of an answer: under the customer's newest mail, else our newest answer, else the request's
 * mail.
 */
const threadOf = async (dependencies: AnswerDependencies, state: CaseState, request: Request) => {
	const theirs = await newestMail(dependencies, state)
	if (theirs !== undefined) {
		const references = [...new Set([...theirs.before, theirs.mailId])].slice(-REFERENCES)
		return { inReplyTo: theirs.mailId, references }
	}
	const ours = [confirmedIssue(request)?.mailId, ...(request.answers ?? []).map(({ mailId }) => mailId)]
	const references = ours.filter((id) => id !== undefined)
	return { inReplyTo: references.at(-1), references: references.slice(-REFERENCES) }
}

const compose = async (
	dependencies: AnswerDependencies,
	state: CaseState,
	send: MailReplySend,
	{ request, address }: { readonly request: Request; readonly address: string },
): Promise<ReadyMail | undefined> => {
	const [content] = await dependencies.content.get([send.contentId])
	if (content?.kind !== 'reply') return undefined
	return dependencies.composeAnswer({
		requestId: request.id,
		send: send.id,
		address,
		number: state.number,
		text: content.text,
		form: state.form ?? request.form,
		language: languageToWrite(state.language),
		...(await threadOf(dependencies, state, request)),
	})
}

const sendAnswer = async (
	dependencies: AnswerDependencies,
	state: CaseState,
	send: MailReplySend,
	found: FoundAnswer,
): Promise<Delivered> => {
	const { requests, mailer, clock } = dependencies
	const ref = refOf(send)
	if (found.outcome === 'sent') return { outcome: 'sent' }
	if (found.outcome === 'started') return { outcome: 'unknown' }
	if (found.outcome === 'gone') return { outcome: 'failed', reason: 'recipientGone' }
	if (found.isBlocked) return { outcome: 'failed', reason: 'recipientClosed' }
	let ready: ReadyMail | undefined
	try {
		ready = await compose(dependencies, state, send, found)
	} catch (error) {
		return afterMailError(error, clock)
	}
	// The content was erased after the agent sent it: there is nothing to send.
	if (ready === undefined) return { outcome: 'failed', reason: 'withdrawn' }
	if (!(await markStarted({ requests }, ref, clock.now()))) return { outcome: 'unknown' }
	let mailId: string
	try {
		mailId = (await mailer.send(ready)).mailId
	} catch (error) {
		const result = afterMailError(error, clock)
		if (result.outcome !== 'unknown') await unmarkStarted({ requests }, ref)
		return result
	}
	await markAnswerSent({ requests }, ref, clock.now(), mailId)
	return { outcome: 'sent' }
}

/** Tells from our marks whether an answer left. No mark: SES was never called. Started only: unknown. */
const sentAnswer = ({ outcome }: FoundAnswer): FoundSend => {
	if (outcome === 'sent') return { found: 'yes' }
	if (outcome === 'started') return { found: 'unknown' }
	// The request is erased; the next attempt fails, as it has no address.
	return { found: 'no' }
}

/**
 * Prepares an answer by mail to the confirmed address of its request, sent at most once: a mark is set right before SES
 * is called and removed only where SES certainly refused, so a call that was cut off is never repeated.
 */
const prepareAnswer = async (
	dependencies: AnswerDependencies,
	state: CaseState,
	send: MailReplySend,
): Promise<Prepared> => {
	const { requests, clock } = dependencies
	const found = await findAnswerMail({ requests }, refOf(send), clock.now())
	return { find: async () => sentAnswer(found), send: () => sendAnswer(dependencies, state, send, found) }
}

export type MailTransportDependencies = AnswerDependencies & {
	readonly requests: RequestStore
	readonly mailer: Mailer
	readonly compose: (request: Request, issue: number, address: string) => Promise<ReadyMail>
	readonly clock: Clock
}

const sendMail = async (
	dependencies: MailTransportDependencies,
	send: RequestMailSend,
	mail: FoundMail,
): Promise<Delivered> => {
	const { requests, mailer, compose, clock } = dependencies
	if (mail.outcome === 'sent') return { outcome: 'sent' }
	if (mail.outcome === 'gone') return { outcome: 'failed', reason: 'withdrawn' }
	const { request: requestId, issue } = send
	let mailId: string
	try {
		mailId = (await mailer.send(await compose(mail.request, issue, mail.address))).mailId
	} catch (error) {
		return afterMailError(error, clock)
	}
	await markSent({ requests }, { requestId, issue }, clock.now(), mailId)
	return { outcome: 'sent' }
}

const sentMail = ({ outcome }: FoundMail): FoundSend => {
	if (outcome === 'gone') return { found: 'no' }
	return outcome === 'sent' ? { found: 'yes' } : { found: 'unknown' }
}

const prepareMail = async (dependencies: MailTransportDependencies, send: RequestMailSend): Promise<Prepared> => {
	const { requests, clock } = dependencies
	const mail = await findMail({ requests }, { requestId: send.request, issue: send.issue }, clock.now())
	return { find: async () => sentMail(mail), send: () => sendMail(dependencies, send, mail) }
}

/**
 * Creates the transport of request mails and agents' answers by mail. SES cannot be asked what it sent: only our marks
 * on the request tell.
 */
export const createMailTransport = (dependencies: MailTransportDependencies): Transport => ({
	prepare: async (state, send) => {
		if (send.via !== 'mail') throw new ForeignMessageError()
		return isReply(send) ? prepareAnswer(dependencies, state, send) : prepareMail(dependencies, send)
	},
})
