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
export const isAuthentic = (receipt: Receipt, mail: ParsedMail, from: string): boolean => {
	const { verdicts, sender } = receipt
	if (verdicts.dmarc === 'PASS') return true
	if (verdicts.dmarc === 'FAIL') return false
	const domain = domainOf(from)
	if (verdicts.spf === 'PASS' && isAligned(domainOf(sender), domain)) return true
	return verdicts.dkim === 'PASS' && signedBy(mail).some((signer) => isAligned(signer, domain))
}
