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

/** Says whether domains are aligned by RFC 7489, relaxed: the same, or one below the other. */
const isAligned = (domain: string, from: string): boolean =>
	domain === from || isBelow(domain, from) || isBelow(from, domain)

/** SES writes its results above all headers that came; further below, the sender may have written them. */
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
 * Says whether a mail certainly comes from the domain of its From: by DMARC, or, where that domain has no policy, by a
 * passed signature or envelope sender of the same domain.
 */
const isAuthentic = (receipt: Receipt, mail: ParsedMail, from: string): boolean => {
	const { verdicts, sender } = receipt
	if (verdicts.dmarc === 'PASS') return true
	if (verdicts.dmarc === 'FAIL') return false
	const domain = domainOf(from)
	if (verdicts.spf === 'PASS' && isAligned(domainOf(sender), domain)) return true
	return verdicts.dkim === 'PASS' && signedBy(mail).some((signer) => isAligned(signer, domain))
}

/** Returns the request whose reply address is among the recipients. Throws `ParkedError` when there are several. */
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

/** Returns an address in lower case: no common provider tells case in local parts apart, and people type either. */
const comparable = (address: string): string | undefined => parseMailAddress(address)?.toLowerCase()

/**
 * Requires that a mail comes from the address that was confirmed with its request. Throws `ParkedError` with the reason if
 * it does not, or if it cannot be told.
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
