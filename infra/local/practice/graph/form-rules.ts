import type { SpecialForm } from '#infra/local/practice/world/forms.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { DAY } from '#shared/kernel/clock.ts'
import type { PracticeMetaNetwork } from './payloads.ts'
import {
	liveNotAnswered,
	notPermitted,
	notReplyable,
	type PracticeGraphProblem,
	permissionMissing,
	replyTooLate,
	unknownObject,
} from './problem.ts'

/** The edges by which something is answered in public. */
export type Edge = 'comments' | 'replies' | 'mentions'
type Refusal = () => PracticeGraphProblem

/** What Meta lets us do with content of a form (NETWORKS.md 3.2, 3.4, 3.5). Written anew here: it knows nothing of hilft's. */
type FormRule = {
	/** The one edge that takes an answer, and how the others, or all, refuse. */
	readonly answeredBy: Edge | undefined
	readonly refuses: Refusal
	/** The name under which a private reply names it, or how one is refused. */
	readonly privateReply: 'comment_id' | 'post_id' | Refusal
	readonly isHideable: boolean
	/** A call by its id shows it. */
	readonly isShown: boolean
}

const ON_PAGE: FormRule = {
	answeredBy: 'comments',
	refuses: unknownObject,
	privateReply: 'comment_id',
	isHideable: true,
	isShown: true,
}
const ELSEWHERE: FormRule = {
	answeredBy: undefined,
	refuses: permissionMissing,
	privateReply: notReplyable,
	isHideable: false,
	isShown: false,
}
const REVIEW: FormRule = { ...ON_PAGE, privateReply: notReplyable, isHideable: false }
const BELOW_MEDIUM: FormRule = { ...ON_PAGE, answeredBy: 'replies' }
const MENTIONED: FormRule = {
	answeredBy: 'mentions',
	refuses: unknownObject,
	privateReply: unknownObject,
	isHideable: false,
	isShown: false,
}

/** Answered by messages to the person alone. */
const PRIVATE: FormRule = { ...MENTIONED, answeredBy: undefined }

type Rules<Network extends PracticeMetaNetwork> = Readonly<Record<SpecialForm<Network> | 'usual', FormRule>>

const RULES: { readonly [Network in PracticeMetaNetwork]: Rules<Network> } = {
	facebook: {
		usual: ON_PAGE,
		adComment: ON_PAGE,
		post: { ...ON_PAGE, privateReply: 'post_id', isHideable: false },
		wallShare: ELSEWHERE,
		mention: ELSEWHERE,
		groupMention: ELSEWHERE,
		review: REVIEW,
		bareReview: { ...ELSEWHERE, refuses: unknownObject, privateReply: unknownObject },
		reviewComment: REVIEW,
		feedback: PRIVATE,
	},
	instagram: {
		usual: BELOW_MEDIUM,
		adComment: BELOW_MEDIUM,
		liveComment: { ...BELOW_MEDIUM, answeredBy: undefined, refuses: liveNotAnswered },
		captionMention: MENTIONED,
		commentMention: MENTIONED,
		storyMention: PRIVATE,
		storyReply: PRIVATE,
	},
}

const ruleOf = (network: PracticeMetaNetwork, { form }: Post): FormRule => {
	const rules: Readonly<Partial<Record<SpecialForm | 'usual', FormRule>>> = RULES[network]
	return rules[form ?? 'usual'] ?? RULES[network].usual
}

const isOver = (world: World, { form }: Post): boolean =>
	form === 'liveComment' && !world.settings.all().meta.isBroadcasting

/** Throws Meta's refusal of an answer to a post by an edge. */
export const checkAnswer = (network: PracticeMetaNetwork, post: Post, edge: Edge): void => {
	const { answeredBy, refuses } = ruleOf(network, post)
	if (answeredBy !== edge) throw refuses()
}

/** Throws Meta's refusal of a private reply that names a post as `name`: too late, or never possible. */
export const checkPrivateReply = (
	world: World,
	network: PracticeMetaNetwork,
	post: Post,
	name: 'comment_id' | 'post_id',
): void => {
	const { privateReply } = ruleOf(network, post)
	if (typeof privateReply === 'function') throw privateReply()
	if (privateReply !== name) throw unknownObject()
	const age = Date.parse(world.clock.now()) - Date.parse(post.at)
	if (age > 7 * DAY || isOver(world, post)) throw replyTooLate()
}

export const checkHide = (network: PracticeMetaNetwork, post: Post): void => {
	if (!ruleOf(network, post).isHideable) throw notPermitted()
}

/** Tests whether a call by the id of a post shows it to us. */
export const isShownById = (world: World, network: PracticeMetaNetwork, post: Post): boolean =>
	ruleOf(network, post).isShown && !isOver(world, post)
