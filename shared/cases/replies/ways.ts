import { DAY, HOUR } from '#shared/kernel/clock.ts'
import type { FormOf, MessageForm } from '../codes.ts'
import type { Network } from '../network.ts'

/**
 * How each form of content is answered, stated once: the decider, the preview, the windows, both senders and the practice
 * networks ask here. A form without a row does not compile. `source` is the section of NETWORKS.md, `inferred` where nobody
 * documents it.
 */

/**
 * The call that answers in public (NETWORKS.md 2.8, 3.2, 3.5). `reply`: a post of X in reply; `comments`, `replies`: below
 * the content itself; `mentions`: by way of our own account, which names the medium and the comment.
 */
export type PublicCall = 'reply' | 'comments' | 'replies' | 'mentions'

/** Why what stands in public is answered by hand; `notCalled`: X's rule for self-serve tiers (NETWORKS.md 2.8). */
export const BY_HAND_REASONS = ['notOurPage', 'membersOnly', 'noId', 'live', 'unknown', 'notCalled'] as const
export type ByHandReason = (typeof BY_HAND_REASONS)[number]
type NoPublicWay = 'private' | ByHandReason

export type PublicWay = { readonly by: PublicCall } | { readonly by: 'none'; readonly why: NoPublicWay }

/**
 * How its author gets a private message. `message`: one to the person, on Meta's networks within the windows that their own
 * private messages open. `privateReply`: also without one, once ever, named by the content, within `within` milliseconds of
 * it. `none`: only where they wrote in private, too.
 */
export type PrivateWay =
	| { readonly by: 'message' }
	| { readonly by: 'privateReply'; readonly names: 'comment_id' | 'post_id'; readonly within: number }
	| { readonly by: 'none' }

export type FormWay = {
	readonly public: PublicWay
	readonly private: PrivateWay
	/** The network lets us hide it from the public. */
	readonly isHideable: boolean
	/**
	 * A call by its id shows it. Where none does, "does not exist" says nothing, and our copy stays until its network tells of a
	 * deletion.
	 */
	readonly isShown: boolean
	readonly source: `NETWORKS.md ${string}`
	readonly isInferred?: true | undefined
}

const byHand = (why: NoPublicWay): PublicWay => ({ by: 'none', why })
const privateReply = (names: 'comment_id' | 'post_id', within: number): PrivateWay => ({
	by: 'privateReply',
	names,
	within,
})
const NONE: PrivateWay = { by: 'none' }

const X_POST: FormWay = {
	isHideable: false,
	isShown: true,
	public: { by: 'reply' },
	private: { by: 'message' },
	source: 'NETWORKS.md 2.8',
}
const PRIVATE = { isHideable: false, isShown: true, public: byHand('private'), private: { by: 'message' } } as const

const ON_OUR_PAGE: FormWay = {
	public: { by: 'comments' },
	private: privateReply('comment_id', 7 * DAY),
	isHideable: true,
	isShown: true,
	source: 'NETWORKS.md 3.2, 3.4',
}
/** Meta's words for these are of missing permissions, also where the token has them all. */
const ELSEWHERE: FormWay = {
	isHideable: false,
	isShown: false,
	public: byHand('notOurPage'),
	private: NONE,
	source: 'NETWORKS.md 3.8',
	isInferred: true,
}
const REVIEW: FormWay = {
	...ON_OUR_PAGE,
	private: NONE,
	isHideable: false,
	source: 'NETWORKS.md 3.2',
	isInferred: true,
}

const BELOW_OUR_MEDIUM: FormWay = {
	public: { by: 'replies' },
	private: privateReply('comment_id', 7 * DAY),
	isHideable: true,
	isShown: true,
	source: 'NETWORKS.md 3.4, 3.5',
}
const MENTIONED: FormWay = {
	isHideable: false,
	isShown: false,
	public: { by: 'mentions' },
	private: NONE,
	source: 'NETWORKS.md 3.5',
}

/** Instagram broadcasts for four hours at most; nothing tells when one ends, so this is the end that is certain. */
const LONGEST_BROADCAST = 4 * HOUR

const WAYS: { readonly [N in Network]: Readonly<Record<FormOf<N>, FormWay>> } = {
	x: {
		mention: X_POST,
		reply: { ...X_POST, isHideable: true },
		quote: X_POST,
		article: { ...X_POST, isInferred: true },
		/** Only members of a community may answer there, and nothing tells whether we are one. */
		communityPost: { ...X_POST, public: byHand('membersOnly'), isInferred: true },
		dm: { ...PRIVATE, source: 'NETWORKS.md 2.8' },
	},
	facebook: {
		/** Below what we posted, a reel or a broadcast among it, of which the event says nothing. */
		comment: ON_OUR_PAGE,
		adComment: { ...ON_OUR_PAGE, isInferred: true },
		/** What a visitor posted on our page. */
		post: { ...ON_OUR_PAGE, private: privateReply('post_id', 7 * DAY), isHideable: false },
		/** What a customer shared or posted elsewhere, and our page's feed tells of. */
		wallShare: ELSEWHERE,
		mention: ELSEWHERE,
		groupMention: ELSEWHERE,
		review: REVIEW,
		/** One that Facebook gave no id, so that no call can name it. */
		bareReview: { isHideable: false, isShown: false, public: byHand('noId'), private: NONE, source: 'NETWORKS.md 3.2' },
		reviewComment: REVIEW,
		/** What somebody wrote into a form of ours in Messenger, which has no id at Facebook. */
		feedback: { ...PRIVATE, isShown: false, source: 'NETWORKS.md 3.3', isInferred: true },
		dm: { ...PRIVATE, source: 'NETWORKS.md 3.4' },
	},
	instagram: {
		comment: BELOW_OUR_MEDIUM,
		adComment: BELOW_OUR_MEDIUM,
		liveComment: {
			...BELOW_OUR_MEDIUM,
			/** Only while it is broadcast. */
			isShown: false,
			public: byHand('live'),
			private: privateReply('comment_id', LONGEST_BROADCAST),
		},
		captionMention: MENTIONED,
		commentMention: MENTIONED,
		storyMention: { ...PRIVATE, source: 'NETWORKS.md 3.5' },
		storyReply: { ...PRIVATE, source: 'NETWORKS.md 3.5' },
		dm: { ...PRIVATE, source: 'NETWORKS.md 3.4' },
	},
}

/** Where the text of what we said in public may be changed later; it may be removed everywhere (NETWORKS.md 2.5, 3.2, 3.5). */
export const isCorrectable: Readonly<Record<Network, boolean>> = { x: false, facebook: true, instagram: false }

/** What a network does not have, it does not answer. */
const UNKNOWN: FormWay = {
	isHideable: false,
	isShown: false,
	public: byHand('unknown'),
	private: NONE,
	source: 'NETWORKS.md 5',
}

/** Returns how content of a form is answered at its network. */
export const wayOfForm = (network: Network, form: MessageForm): FormWay => {
	const ways: Partial<Record<MessageForm, FormWay>> = WAYS[network]
	return ways[form] ?? UNKNOWN
}
