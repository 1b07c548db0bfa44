import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import type { RequestCommand } from '#shared/cases/request-command.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { Settled } from '#shared/ledger/ports.ts'
import { ISSUE_HEADER, readCorrelation } from '#shared/requests/correlation.ts'
import type { Request } from '#shared/requests/request.ts'
import { automaticSign } from './automatic-mail.ts'
import { type DeliveryReport, readDeliveryReport } from './delivery-report.ts'
import { requestOfReply, requireConfirmedSender } from './find-request.ts'
import { keepAttachments } from './keep-attachments.ts'
import type { MailInDependencies } from './mail-in-dependencies.ts'
import { mailKey } from './mail-key.ts'
import { textOfMail } from './mail-text.ts'
import { type ParsedMail, parseMail } from './parse-mail.ts'
import type { Receipt } from './receipt.ts'
import { receiveMail } from './receive-mail.ts'

/** A mail where it stands: what SES says of it, its bytes, and the event that brings it. */
export type ReceivedMail = { readonly receipt: Receipt; readonly raw: Uint8Array | undefined; readonly source: string }

const LONGEST_NAME = 200

/** A report about a mail of ours that did not arrive; told to the worker as a bounce that SES tells of is. */
const tellOfReport = async (
	{ commands, clock, log }: MailInDependencies,
	request: Request | undefined,
	{ hasFailed, about = '' }: DeliveryReport,
): Promise<Settled> => {
	const mail = readCorrelation(about)
	// The report must have come to the address of the very mail it quotes: only who had that mail knows both.
	if (request === undefined || mail?.requestId !== request.id) throw new ParkedError('reportForeign')
	const { id: requestId, caseId } = request
	if (!hasFailed) return { outcome: 'ignored:deliveryReport', caseId }
	const known = { requestId, caseId, at: clock.now() }
	const command: RequestCommand =
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
	const outcome = await receiveMail(dependencies, {
		key,
		caseId,
		request: request.id,
		text,
		authorName: mail.from[0]?.name.slice(0, LONGEST_NAME),
		// SES's own time: nobody stands in the queue by a date that they write themselves.
		sentAt,
		addressAndLanguage: detectAddressAndLanguage(text),
		mailId: mail.messageId,
		references: mail.references,
		attachments: mail.parts.length,
		media: await keepAttachments(media, key, mail.parts),
		source,
	})
	// With each delivery: a crash between the two must not leave the words unread.
	await commands.send({ command: 'screen-message', message: key })
	log.info('MAIL_RECEIVED', { caseId, requestId: request.id, outcome })
	return { outcome, caseId }
}

/**
 * What becomes of one received mail, without parking: it joins its case, a machine's is counted, a report about a mail of
 * ours is told on. Throws `ParkedError` with the reason for everything else, anything else for what may work later.
 */
export const settleMail = async (dependencies: MailInDependencies, received: ReceivedMail): Promise<Settled> => {
	const { receipt, raw } = received
	const { verdicts, sender } = receipt
	const request = await requestOfReply(dependencies, receipt)
	const isBad = verdicts.spam === 'FAIL' || verdicts.virus === 'FAIL'
	// Nobody can guess a reply address: what SES takes for spam and names none is nobody's who waits for us.
	if (request === undefined && isBad) return { outcome: 'ignored:spam' }
	if (verdicts.virus !== 'PASS') throw new ParkedError(verdicts.virus === 'FAIL' ? 'virus' : 'virusUnknown')
	// Erased with whoever wrote it: being told of it once more brings nothing back, not even who sent it.
	if (raw === undefined && request?.end?.how === 'erased') return { outcome: 'ignored:erased', caseId: request.caseId }
	if (raw === undefined) throw new ParkedError('bodyGone')
	const mail = await parseMail(raw)
	const report = readDeliveryReport(mail, ISSUE_HEADER)
	if (report !== undefined) return tellOfReport(dependencies, request, report)
	if (automaticSign(mail, sender) !== undefined)
		return { outcome: 'ignored:autoReply', caseId: request === undefined ? undefined : request.caseId }
	if (request === undefined) throw new ParkedError('replyAddressUnknown')
	if (isBad) throw new ParkedError('spam')
	requireConfirmedSender(request, receipt, mail)
	return file(dependencies, request, received, mail)
}
