/** The customer whose address is confirmed. */
export const MIA = 'mia@kunde.example'

/** A mail as bytes. */
export const rawMail = (headers: Readonly<Record<string, string>>, body: string): string =>
	`${Object.entries(headers)
		.map(([name, value]) => `${name}: ${value}`)
		.join('\r\n')}\r\n\r\n${body.replace(/\r?\n/g, '\r\n')}`
