import { randomBytes } from 'node:crypto'

/** An answer with which the Graph API refuses; codes of NETWORKS.md 3.4 and Meta's list of Messenger errors. */
export class PracticeGraphProblem extends Error {
	override readonly name = 'GraphProblem'
	readonly status: 400 | 401 | 403 | 404 | 500 | 503
	readonly code: number
	readonly subcode: number | undefined
	constructor(
		code: number,
		message: string,
		options: { status?: PracticeGraphProblem['status'] | undefined; subcode?: number | undefined } = {},
	) {
		super(message)
		this.code = code
		this.subcode = options.subcode
		this.status = options.status ?? 400
	}
	body(): object {
		return {
			error: {
				message: this.message,
				type: this.code === 100 ? 'GraphMethodException' : 'OAuthException',
				code: this.code,
				error_subcode: this.subcode,
				is_transient: this.code === 2 ? true : undefined,
				fbtrace_id: randomBytes(8).toString('base64url'),
			},
		}
	}
}

export const tokenRefused = () => new PracticeGraphProblem(190, 'Invalid OAuth access token.', { status: 401 })
export const proofRefused = () => new PracticeGraphProblem(100, 'Invalid appsecret_proof provided in the API argument')
export const unknownObject = () =>
	new PracticeGraphProblem(100, 'Unsupported request. Object does not exist or cannot be loaded.', { subcode: 33 })
export const aliasesGone = () => new PracticeGraphProblem(803, '(#803) Some of the aliases you requested do not exist')
export const invalidParameter = (name: string) => new PracticeGraphProblem(100, `(#100) Invalid parameter: ${name}`)
export const outsideWindow = () =>
	new PracticeGraphProblem(10, '(#10) This message is sent outside of allowed window.', { subcode: 2018278 })
export const alreadyReplied = () => new PracticeGraphProblem(10900, '(#10900) Activity already replied to')
export const replyTooLate = () => new PracticeGraphProblem(10901, '(#10901) Invalid post for private reply: too old')
export const personUnavailable = () =>
	new PracticeGraphProblem(551, "(#551) This person isn't available right now.", { subcode: 1545041 })
export const throttled = () => new PracticeGraphProblem(613, '(#613) Calls to this api have exceeded the rate limit.')
export const pageThrottled = () => new PracticeGraphProblem(32, '(#32) Page request limit reached')
export const dayThrottled = () => new PracticeGraphProblem(4, '(#4) Application request limit reached')
export const pageRestricted = () =>
	new PracticeGraphProblem(10, '(#10) This page is restricted from sending messages and comments.', {
		subcode: 1893063,
	})
export const repetition = () => new PracticeGraphProblem(506, '(#506) Duplicate status message')
export const noMatchingUser = () => new PracticeGraphProblem(100, '(#100) No matching user found', { subcode: 2018001 })
export const notPermitted = () => new PracticeGraphProblem(200, '(#200) Permissions error')
/** Meta's words for what is not on our page (restfb/restfb#937). */
export const permissionMissing = () =>
	new PracticeGraphProblem(
		200,
		'(#200) If posting to a group, requires app being installed in the group, and either publish_to_groups permission with user token, or both pages_read_engagement and pages_manage_posts permission with page token; If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission',
		{ status: 403 },
	)
/** facebookarchive/php-graph-sdk#568. */
export const notReplyable = () => new PracticeGraphProblem(10902, '(#10902) This is not a Replyable activity')
export const liveNotAnswered = () =>
	new PracticeGraphProblem(100, '(#100) Comments on a live video cannot be replied to.')
export const textTooLong = (most: number) =>
	new PracticeGraphProblem(100, `(#100) Length of param message[text] must be less than or equal to ${most}`)
export const tagRefused = () =>
	new PracticeGraphProblem(100, '(#100) Tag is not allowed or missing', { subcode: 2018275 })
export const unknownPath = () => new PracticeGraphProblem(2500, 'Unknown path components')
export const graphUnavailable = () =>
	new PracticeGraphProblem(2, 'An unexpected error has occurred. Please retry your request later.', { status: 503 })
