import { html } from 'hono/html'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { PracticeHtml } from './layout.ts'
import type { PracticeView } from './practice-view.ts'

/** Edit and delete as its author does in the network's own app. */
export const postTools = ({ world, word, language }: PracticeView, post: Post): PracticeHtml => {
	const edit = html`<form method="post" action="/practice/edit?lang=${language}"><input type="hidden" name="id" value="${post.id}"><label class="field"><span>${word('newText')}</span><textarea name="text" rows="2" maxlength="10000" required>${post.text}</textarea></label><button class="quiet">${word('edit')}</button></form>`
	return html`<details class="tools" id="tools-${post.id}"><summary>${word('more')}</summary>${world.rules[post.network].isEditable(post) ? edit : ''}<form method="post" action="/practice/delete?lang=${language}"><input type="hidden" name="id" value="${post.id}"><button class="quiet">${word('remove')}</button></form></details>`
}

/** What became of a post since it was written. */
export const postMarks = ({ word }: PracticeView, { edits, isHidden }: Post): PracticeHtml =>
	html`${edits > 0 ? html` <span class="tag">${word('edited')}</span>` : ''}${isHidden ? html` <span class="tag warn">${word('hidden')}</span>` : ''}`
