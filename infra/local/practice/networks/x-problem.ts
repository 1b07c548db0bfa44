/** An answer with which X refuses, as problem JSON (contracts.md 2.8). */
export class XProblem extends Error {
	override readonly name = 'XProblem'
	readonly status: 400 | 401 | 403 | 404 | 429 | 503
	readonly title: string
	readonly type: string
	readonly headers: Record<string, string>
	constructor(
		status: XProblem['status'],
		title: string,
		detail: string,
		options: { type?: string; headers?: Record<string, string> } = {},
	) {
		super(detail)
		this.status = status
		this.title = title
		this.type = options.type ?? 'about:blank'
		this.headers = options.headers ?? {}
	}
	body(): object {
		return { title: this.title, type: this.type, status: this.status, detail: this.message }
	}
}

const problems = 'https://api.x.com/2/problems'

export const unauthorized = () => new XProblem(401, 'Unauthorized', 'Unauthorized')
export const duplicateContent = () =>
	new XProblem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.')
export const messagesClosed = () =>
	new XProblem(403, 'Forbidden', 'You do not have permission to DM one or more participants.')
export const parentGone = () =>
	new XProblem(403, 'Forbidden', 'You attempted to reply to a Tweet that is deleted or not visible to you.')
export const invalidRequest = (detail: string) =>
	new XProblem(400, 'Invalid Request', detail, { type: `${problems}/invalid-request` })
export const notFound = (what: string) =>
	new XProblem(404, 'Not Found Error', `Could not find ${what}.`, { type: `${problems}/resource-not-found` })
export const tooManyRequests = (headers: Record<string, string>) =>
	new XProblem(429, 'Too Many Requests', 'Too Many Requests', { headers })
export const unavailable = () => new XProblem(503, 'Service Unavailable', 'Service Unavailable')
