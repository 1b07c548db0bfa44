import { ParkedError } from '#shared/kernel/errors.ts'
import { replyTagOf } from '#shared/requests/reply-address.ts'
import { confirmedIssue, type Request } from '#shared/requests/request.ts'
import { hashReplyTag } from '#shared/requests/tokens.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'
import type { MailInDependencies } from './mail-in-dependencies.ts'
import type { ParsedMail } from './parse-mail.ts'
import type { Receipt } from './receipt.ts'

const domainOf = (address: string): string =>
	address
		.slice(address.lastIndexOf('@') + 1)
		.trim()
		.toLowerCase()

const isBelow = (domain: string, parent: string): boolean => parent.includes('.') && domain.endsWith(`.${parent}`)

/** RFC 7489, relaxed: the same domain, or one below the other. */
const isAligned = (domain: string, from: string): boolean =>
	domain === from || isBelow(domain, from) || isBelow(from, domain)

/** SES writes its own results above everything that came; what stands further below, the sender wrote. */
const SES_HEADERS = 10

const signedBy = ({ headers }: ParsedMail): readonly string[] => {
	const results = headers
		.slice(0, SES_HEADERS)
		.find(({ name, value }) => name === 'authentication-results' && /^\s*amazonses\.com\b/i.test(value))?.value
	return [...(results ?? '').matchAll(/\bdkim=pass\b[^;]*?\bheader\.[id]=@?([^\s;]+)/gi)].map(([, domain = '']) =>
		domainOf(domain),
	)
}

/**
 * Whether it is certain that a mail came from the domain of its From: SES says so by DMARC; where that domain publishes no
 * policy, a signature or the envelope's sender passed and stands for the same domain.
 */
const isAuthentic = (receipt: Receipt, mail: ParsedMail, from: string): boolean => {
	const { verdicts, sender } = receipt
	if (verdicts.dmarc === 'PASS') return true
	if (verdicts.dmarc === 'FAIL') return false
	const domain = domainOf(from)
	if (verdicts.spf === 'PASS' && isAligned(domainOf(sender), domain)) return true
	return verdicts.dkim === 'PASS' && signedBy(mail).some((signer) => isAligned(signer, domain))
}

/** The request that the recipients name: one of our reply addresses, and one only. */
export const requestOfReply = async (
	{ requests, replyDomain }: Pick<MailInDependencies, 'requests' | 'replyDomain'>,
	{ recipients }: Receipt,
): Promise<Request | undefined> => {
	const tags = new Set(recipients.map((recipient) => replyTagOf(recipient, replyDomain)))
	tags.delete(undefined)
	if (tags.size > 1) throw new ParkedError('recipientNotOne')
	const [tag] = tags
	const link = tag === undefined ? undefined : await requests.findReplyLink(hashReplyTag(tag))
	return link === undefined ? undefined : requests.find(link.requestId)
}

/** One mailbox is one however its local part is spelled: no provider of note tells case apart, and people type either. */
const comparable = (address: string): string | undefined => parseMailAddress(address)?.toLowerCase()

/**
 * That a mail comes from the address that was confirmed with its request. Throws `ParkedError` with the reason where it
 * does not, or where nobody can say so.
 */
export const requireConfirmedSender = (request: Request, receipt: Receipt, mail: ParsedMail): void => {
	const [from, ...others] = mail.from
	if (from === undefined || others.length > 0) throw new ParkedError('fromNotOne')
	const issue = confirmedIssue(request)
	if (issue === undefined) throw new ParkedError('addressNotConfirmed')
	if (issue.address === undefined) throw new ParkedError('addressErased')
	const address = comparable(from.address)
	if (address === undefined || address !== comparable(issue.address)) throw new ParkedError('otherAddress')
	if (!isAuthentic(receipt, mail, address)) throw new ParkedError('notAuthentic')
}
