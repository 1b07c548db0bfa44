/** An answer of status 400 with AWS's error name. */
export class StubError extends Error {
	override readonly name = 'StubError'
	readonly code: string
	constructor(code: string, message: string) {
		super(message)
		this.code = code
	}
}

export type Operations = Readonly<Record<string, (input: unknown) => unknown>>
