import { html } from 'hono/html'
import {
	isOwn,
	OWN_MEDIA_ID,
	OWN_NAME,
	PAGE_POST_ID,
	PAGE_POST_TEXT,
	type PracticeNetwork,
} from '#infra/local/practice/world/network.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { broughtTags } from './brought-choice.ts'
import { formTag } from './form-choice.ts'
import { readableTime } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { linkedText } from './linked-text.ts'
import {
	type Conversation,
	conversationsOf,
	networkName,
	type PracticeView,
	type Thread,
	threadsOf,
} from './practice-view.ts'

/** Renders editing and deleting, as the author can in the network's own app. */
const postTools = ({ world, word, language }: PracticeView, post: Post): PracticeHtml => {
	const edit = html`<form method="post" action="/practice/edit?lang=${language}"><input type="hidden" name="id" value="${post.id}"><label class="field"><span>${word('newText')}</span><textarea name="text" rows="2" maxlength="10000" required>${post.text}</textarea></label><button class="quiet">${word('edit')}</button></form>`
	return html`<details class="tools" id="tools-${post.id}"><summary>${word('more')}</summary>${world.rules[post.network].isEditable(post) ? edit : ''}<form method="post" action="/practice/delete?lang=${language}"><input type="hidden" name="id" value="${post.id}"><button class="quiet">${word('remove')}</button></form></details>`
}

/** Renders what a post is and brings along, and whether it was edited or hidden. */
const postMarks = (view: PracticeView, post: Post): PracticeHtml => {
	const { word } = view
	const { edits, isHidden, form } = post
	return html`${formTag(view, form)}${broughtTags(view, post)}${edits > 0 ? html` <span class="tag">${word('edited')}</span>` : ''}${isHidden ? html` <span class="tag warn">${word('hidden')}</span>` : ''}`
}

const bubble = (view: PracticeView, post: Post, name: string): PracticeHtml => {
	const isOurs = isOwn(post.network, post.authorId)
	return html`<li class="bubble${isOurs ? ' ours' : ''}" id="post-${post.id}"><p class="hidden">${isOurs ? OWN_NAME : name}</p><p class="words">${linkedText(post.text)}</p><div class="meta"><time datetime="${post.at}">${readableTime(post.at, view.language, view.world.clock.now())}</time>${postMarks(view, post)}${deliveryMark(view, post)}</div>${postTools(view, post)}</li>`
}

const conversationCard = (view: PracticeView, { network, personId, messages }: Conversation): PracticeHtml => {
	const { world, word, language } = view
	const person = world.people.find(network, personId)
	const name = person?.name ?? ''
	const accepts = person?.acceptsMessages ?? true
	return html`<section class="conversation card" aria-label="${name}, ${networkName[network]}"><header><span class="avatar" aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span><b>${name}</b> <span class="network-tag ${network}">${networkName[network]}</span>
<form class="inline" method="post" action="/practice/accepts?lang=${language}"><input type="hidden" name="network" value="${network}"><input type="hidden" name="id" value="${personId}"><input type="hidden" name="accepts" value="${accepts ? 'no' : 'yes'}"><span class="${accepts ? '' : 'closed'}">${word(accepts ? 'takesMessages' : 'takesNone')}</span> · <button class="link" id="accepts-${network}-${personId}">${word('change')}<span class="hidden"> ${name}</span></button></form></header>
<ul class="bubbles">${messages.map((post) => bubble(view, post, name))}</ul>
<a class="reply" id="write-${network}-${personId}" href="/practice?lang=${language}&amp;network=${network}&amp;visibility=private&amp;author=${encodeURIComponent(name)}#write"><span aria-hidden="true">↩ </span>${word('writeBack')}<span class="hidden"> (${name})</span></a></section>`
}

/** Renders the private messages, a conversation per customer and network. */
export const privateConversations = (view: PracticeView): PracticeHtml => {
	const conversations = conversationsOf(view.world)
	return conversations.length > 0
		? html`${conversations.map((conversation) => conversationCard(view, conversation))}`
		: html`<p class="empty">${view.word('privateEmpty')}</p>`
}

/** Renders the state of the webhook call for a post, and a button that repeats the call. */
const deliveryMark = ({ world, word, language }: PracticeView, post: Post): PracticeHtml | string => {
	const state = world.deliveries.stateOf(post.id)
	if (!state) return ''
	const detail =
		state.attempts > 1 || state.state === 'lost' ? ` (${word('attempt')} ${state.attempts}, ${state.last_status})` : ''
	return html`<span class="delivery ${state.state}">${word(state.state)}${detail}</span><form class="inline" method="post" action="/practice/repeat?lang=${language}"><input type="hidden" name="id" value="${post.id}"><button class="icon" id="repeat-${post.id}" title="${word('repeat')}"><span aria-hidden="true">↻</span><span class="hidden">${word('repeat')}</span></button></form>`
}

const replyLink = ({ word, language, world }: PracticeView, post: Post, own: string): PracticeHtml => {
	const name = world.people.find(post.network, post.authorId)?.name ?? OWN_NAME
	const author = isOwn(post.network, post.authorId) ? own : name
	return html`<a class="reply" id="reply-${post.id}" href="/practice?lang=${language}&amp;network=${post.network}&amp;visibility=public&amp;author=${encodeURIComponent(author)}&amp;reply=${post.id}#write"><span aria-hidden="true">↩ </span>${word('reply')}<span class="hidden"> ${name}</span></a>`
}

const postArticle = (view: PracticeView, post: Post, rootAuthor: string): PracticeHtml => {
	const { world, language, word } = view
	const person = world.people.find(post.network, post.authorId)
	const isOurs = isOwn(post.network, post.authorId)
	return html`<article class="post${isOurs ? ' ours' : ''}" id="post-${post.id}">
<header><span class="avatar" aria-hidden="true">${(person?.name ?? 'h').slice(0, 1).toUpperCase()}</span><b>${person?.name ?? OWN_NAME}</b>${post.network === 'x' ? html` <span class="handle">@${person?.handle ?? OWN_NAME}</span>` : ''}${isOurs ? html` <span class="tag">${word('team')}</span>` : ''}<time datetime="${post.at}">${readableTime(post.at, language, world.clock.now())}</time></header>
<p class="words">${linkedText(post.text)}</p>
<footer>${replyLink(view, post, rootAuthor)}${postMarks(view, post)}${deliveryMark(view, post)}</footer>${postTools(view, post)}</article>`
}

const threadItem = (view: PracticeView, { root, answers }: Thread): PracticeHtml => {
	const rootAuthor = view.world.people.find(root.network, root.authorId)?.name ?? ''
	return html`<li class="thread">${postArticle(view, root, rootAuthor)}${answers.length > 0 ? html`<div class="answers">${answers.map((post) => postArticle(view, post, rootAuthor))}</div>` : ''}</li>`
}

/** Renders the public threads by network; comments of Facebook and Instagram are below our own post. */
export const publicThreads = (view: PracticeView): PracticeHtml => {
	const { world, word, language } = view
	const list = (network: PracticeNetwork) => {
		const threads = threadsOf(world.posts.list({ network, visibility: 'public', limit: 500 }))
		return threads.length > 0
			? html`<ul class="threads">${threads.map((thread) => threadItem(view, thread))}</ul>`
			: html`<p class="empty">${word('publicEmpty')}</p>`
	}
	const ownPost = (network: 'facebook' | 'instagram', id: string) =>
		html`<div class="page-post"><p><b>${OWN_NAME}</b> <span class="tag">${word(network === 'facebook' ? 'pagePost' : 'mediaPost')}</span></p><p lang="de">${PAGE_POST_TEXT}</p><a class="reply" id="reply-${network === 'facebook' ? 'page' : 'media'}" href="/practice?lang=${language}&amp;network=${network}&amp;visibility=public#write"><span aria-hidden="true">↩ </span>${word('reply')}<span class="hidden"> ${id}</span></a></div>`
	return html`<h3 class="network x">${networkName.x}</h3>${list('x')}<h3 class="network facebook">${networkName.facebook}</h3>${ownPost('facebook', PAGE_POST_ID)}${list('facebook')}<h3 class="network instagram">${networkName.instagram}</h3>${ownPost('instagram', OWN_MEDIA_ID)}${list('instagram')}`
}
