const policyFor = (signInOrigin: string): string =>
	[
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		"connect-src 'self'",
		// Signing out is a form that is answered by the issuer: Chromium asks this of redirects, too.
		`form-action 'self' ${signInOrigin}`,
		"frame-ancestors 'none'",
		"base-uri 'none'",
		"require-trusted-types-for 'script'",
		'trusted-types desk',
	].join('; ')

/**
 * Returns the headers of every response of the desk, errors included: forbid framing, sniffing, referring to others and
 * whatever is not ours.
 */
export const deskHeaders = (signInOrigin: string): Readonly<Record<string, string>> => ({
	'content-security-policy': policyFor(signInOrigin),
	// With none at all a browser would not say where a form of ours comes from.
	'referrer-policy': 'same-origin',
	'strict-transport-security': 'max-age=63072000; includeSubDomains',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'x-robots-tag': 'noindex, nofollow, noarchive',
})
