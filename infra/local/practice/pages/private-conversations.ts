import { html } from 'hono/html'
import { isOwn, OWN_NAME } from '#infra/local/practice/world/network.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { readableTime } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { linkedText } from './linked-text.ts'
import { postMarks, postTools } from './post-tools.ts'
import { type Conversation, conversationsOf, networkName, type PracticeView } from './practice-view.ts'
import { deliveryMark } from './public-threads.ts'

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

/** The private messages, a conversation per customer and network. */
export const privateConversations = (view: PracticeView): PracticeHtml => {
	const conversations = conversationsOf(view.world)
	return conversations.length > 0
		? html`${conversations.map((conversation) => conversationCard(view, conversation))}`
		: html`<p class="empty">${view.word('privateEmpty')}</p>`
}
