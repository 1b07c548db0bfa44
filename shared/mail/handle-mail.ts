import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import type { MessageKey, RequestId } from '#shared/cases/keys.ts'
import { mailParkedReasonSchema } from '#shared/cases/requests/facts.ts'
import type { MailFailureCommand } from '#shared/cases/requests/request-command.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { crockford, newEnvelopeId } from '#shared/kernel/id.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import { nameParkedMail, settleParkedMail } from '#shared/ledger/parked-mail.ts'
import type { Settled } from '#shared/ledger/ports.ts'
import { ISSUE_HEADER, readCorrelation } from '#shared/requests/correlation.ts'
import type { Request } from '#shared/requests/request.ts'
import { automaticSign, type DeliveryReport, readDeliveryReport } from './automatic-mail.ts'
import { requestOfReply, requireConfirmedSender } from './find-request.ts'
import type { MailInDependencies } from './mail-in-dependencies.ts'
import { textOfMail } from './mail-text.ts'
import { type ParsedMail, parseMail } from './parse-mail.ts'
import { type Receipt, receiptSchema } from './receipt.ts'
import { attachedTo, keepAttachments, receiveMail } from './receive-mail.ts'

const digest = (identityKey: string, ...what: readonly string[]): Uint8Array =>
	createHmac('sha256', identityKey).update(JSON.stringify(what)).digest()

/**
 * Returns the key under which a mail is filed once: made of its Message-ID, else of SES's id, and of its request, so that
 * an id known to others leads to nothing.
 */
const mailKey = (
	identityKey: string,
	request: RequestId,
	{ messageId, sesId }: { readonly messageId?: string | undefined; readonly sesId: string },
): MessageKey => {
	const own = messageId === undefined ? ['ses', sesId] : ['mail', messageId]
	return `msg_${crockford(digest(identityKey, 'mail', request, ...own), 26).toLowerCase()}`
}

/** Returns the ledger's key of a received mail, the same for each notification of SES. */
const mailEnvelope = (identityKey: string, { sesId, receivedAt }: Receipt): `env_${string}` =>
	newEnvelopeId(receivedAt, { bytes: (count) => digest(identityKey, 'receipt', sesId).subarray(0, count) })

/** A received mail: its receipt, its bytes, and the event that brings it. */
type ReceivedMail = { readonly receipt: Receipt; readonly raw: Uint8Array | undefined; readonly source: string }

const LONGEST_NAME = 200

/**
 * Sends a delivery report about a mail of ours to the worker as a bounce. Throws `ParkedError` for a report about another
 * request.
 */
const reportBounce = async (
	{ commands, clock, log }: MailInDependencies,
	request: Request | undefined,
	{ hasFailed, about = '' }: DeliveryReport,
): Promise<Settled> => {
	const mail = readCorrelation(about)
	// The report must come to the reply address of the mail it quotes: only a recipient of that mail knows both.
	if (request === undefined || mail?.requestId !== request.id) throw new ParkedError('reportForeign')
	const { id: requestId, caseId } = request
	if (!hasFailed) return { outcome: 'ignored:deliveryReport', caseId }
	const known = { requestId, caseId, at: clock.now() }
	const command: MailFailureCommand =
		'issue' in mail
			? { ...known, id: `${requestId}.mail-bounced.${mail.issue}`, command: 'mail-bounced', issue: mail.issue }
			: { ...known, id: `${requestId}.answer-bounced.${mail.send}`, command: 'answer-bounced', send: mail.send }
	await commands.send(command)
	log.warn('MAIL_BOUNCED', { requestId, reason: 'report', outcome: 'told' })
	log.count('MailsBounced')
	return { outcome: 'ignored:deliveryReport', caseId }
}

const file = async (
	dependencies: MailInDependencies,
	request: Request,
	{ receipt, source }: ReceivedMail,
	mail: ParsedMail,
): Promise<Settled> => {
	const { media, commands, log } = dependencies
	const { caseId } = request
	const text = textOfMail(mail)
	const { sesId, receivedAt: sentAt } = receipt
	const key = mailKey(dependencies.identityKey, request.id, { messageId: mail.messageId, sesId })
	const kept = await keepAttachments(media, key, mail.parts)
	const outcome = await receiveMail(dependencies, {
		key,
		caseId,
		request: request.id,
		text,
		authorName: mail.from[0]?.name.slice(0, LONGEST_NAME),
		// SES's own time: nobody can move ahead in the list by writing another date.
		sentAt,
		addressAndLanguage: detectAddressAndLanguage(text),
		mailId: mail.messageId,
		references: mail.references,
		attached: attachedTo(mail.parts, kept),
		media: kept,
		source,
	})
	// Sent at each delivery, so that a crash in between does not leave the text unscreened.
	await commands.send({ command: 'screen-message', message: key })
	log.info('MAIL_RECEIVED', { caseId, requestId: request.id, outcome })
	return { outcome, caseId }
}

/**
 * Handles one received mail without parking it: files it with its case, counts a machine's as ignored, reports a bounce to
 * the worker. Throws `ParkedError` with the reason for what can never work, any other error for what may work later.
 */
const settleMail = async (dependencies: MailInDependencies, received: ReceivedMail): Promise<Settled> => {
	const { receipt, raw } = received
	const { verdicts, sender } = receipt
	const request = await requestOfReply(dependencies, receipt)
	const isBad = verdicts.spam === 'FAIL' || verdicts.virus === 'FAIL'
	// A reply address cannot be guessed: spam that names none comes from no customer.
	if (request === undefined && isBad) return { outcome: 'ignored:spam' }
	if (verdicts.virus !== 'PASS') throw new ParkedError(verdicts.virus === 'FAIL' ? 'virus' : 'virusUnknown')
	// Erased with its author: a repeated notification brings nothing back, not even the sender.
	if (raw === undefined && request?.end?.how === 'erased') return { outcome: 'ignored:erased', caseId: request.caseId }
	if (raw === undefined) throw new ParkedError('bodyGone')
	const mail = await parseMail(raw)
	const report = readDeliveryReport(mail, ISSUE_HEADER)
	if (report !== undefined) return reportBounce(dependencies, request, report)
	if (automaticSign(mail, sender) !== undefined)
		return { outcome: 'ignored:autoReply', caseId: request === undefined ? undefined : request.caseId }
	if (request === undefined) throw new ParkedError('replyAddressUnknown')
	if (isBad) throw new ParkedError('spam')
	requireConfirmedSender(request, receipt, mail)
	return file(dependencies, request, received, mail)
}

/** A parked mail: its receipt, and its bytes, which must outlive the bucket's copy. */
const parkedMailSchema = z.object({ receipt: receiptSchema, raw: z.base64().optional() })
type ParkedMail = z.infer<typeof parkedMailSchema>

const sourceOf = (envelope: string): string => `${envelope}#0`

const park = async (
	dependencies: MailInDependencies,
	envelope: string,
	reason: ParkedReason,
	body: { readonly receipt: Receipt; readonly raw: Uint8Array | undefined },
): Promise<Settled> => {
	const { parked, clock, log } = dependencies
	const ofPerson = mailParkedReasonSchema.safeParse(reason).data
	const request = ofPerson === undefined ? undefined : await requestOfReply(dependencies, body.receipt)
	const caseId = request === undefined ? undefined : request.caseId
	const id = parkedId(envelope, 0)
	const event: ParkedMail = {
		receipt: body.receipt,
		raw: body.raw === undefined ? undefined : Buffer.from(body.raw).toString('base64'),
	}
	const entry = { id, source: 'mail', reason, envelope, index: 0, parkedAt: clock.now(), caseId } as const
	await parked.park(entry, { kind: 'event', event })
	// A repeated notification of a mail that was tended meanwhile names nothing.
	if (caseId !== undefined && ofPerson !== undefined && (await parked.find(id)) !== undefined)
		await nameParkedMail(dependencies, caseId, envelope, ofPerson)
	log.warn('EVENT_PARKED', { envelope, parked: id, reason })
	log.count('EventsParked')
	return { outcome: `parked:${reason}` }
}

/**
 * Handles one mail that SES received. Each gets exactly one outcome in the ledger, however often SES notifies. Throws for
 * what is to be tried again.
 */
export const handleReceipt = async (dependencies: MailInDependencies, receipt: Receipt): Promise<void> => {
	const { bodies, identityKey, ledger, log } = dependencies
	const envelope = mailEnvelope(identityKey, receipt)
	await ledger.expect({ envelope, count: 1 })
	let raw: Uint8Array | undefined
	let settled: Settled
	try {
		raw = await bodies.get(receipt.bodyKey)
		settled = await settleMail(dependencies, { receipt, raw, source: sourceOf(envelope) })
	} catch (error) {
		// Parked, because the same mail fails the same way each time.
		if (!(error instanceof ParkedError)) {
			await ledger.leaveOpen(envelope)
			throw error
		}
		settled = await park(dependencies, envelope, error.reason, { receipt, raw })
	}
	const { outcome, caseId } = settled
	await ledger.settle(envelope, new Map([[0, outcome]]), new Map(caseId === undefined ? [] : [[0, caseId]]))
	if (outcome.startsWith('ignored:')) log.info('MAIL_IGNORED', { envelope, reason: outcome.slice('ignored:'.length) })
}

/** Tries a parked mail again. Takes it off the list with its outcome, or leaves it there with the new reason. */
export const retryMail = async (dependencies: MailInDependencies, id: string): Promise<void> => {
	const { parked, ledger, clock } = dependencies
	const entry = await parked.find(id)
	if (entry?.source !== 'mail') return
	const { envelope, index } = entry
	try {
		const body = await parked.body(entry)
		if (body?.kind !== 'event') throw new ParkedError('bodyGone')
		const { receipt, raw } = parkedMailSchema.parse(body.event)
		const bytes = raw === undefined ? undefined : Buffer.from(raw, 'base64')
		const { outcome, caseId } = await settleMail(dependencies, { receipt, raw: bytes, source: sourceOf(envelope) })
		await ledger.unpark(envelope, index, outcome, caseId)
		await settleParkedMail(dependencies, entry, outcome.startsWith('ignored:') ? 'ignored' : 'filed')
		await parked.retried(id, clock.now())
	} catch (error) {
		if (!(error instanceof ParkedError)) throw error
		await ledger.unpark(envelope, index, `parked:${error.reason}`)
		await parked.retried(id, clock.now(), error.reason)
	}
}
