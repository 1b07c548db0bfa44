/** The style sheet of the customers' pages, inlined: one request per page, allowed by its hash. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#15202b;--soft:#4a5866;--paper:#fff;--ground:#f2f5f7;--line:#c4ced6;--edge:#5d6b78;--act:#0b5f6e;--over:#084a56;--on:#fff;--note:#e4f1f3;--bad:#b3261e;--badbg:#fdeeed;--focus:#ffbf47}
@media (prefers-color-scheme:dark){:root{--ink:#eef2f5;--soft:#b4c0ca;--paper:#1a232b;--ground:#11181e;--line:#3a4954;--edge:#8896a3;--act:#7fd3df;--over:#a8e4ec;--on:#06262c;--note:#17343a;--bad:#ff9d94;--badbg:#3a1c1a;--focus:#ffbf47}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.w{width:100%;max-width:38rem;margin:0 auto;padding:0 1rem}
header{background:var(--paper);border-bottom:1px solid var(--line)}
header .w{display:flex;align-items:center;gap:1rem;padding-top:.5rem;padding-bottom:.5rem;min-height:4rem}
.who{min-width:0;overflow-wrap:anywhere}
.brand{margin:0;font-weight:700;font-size:1.125rem;line-height:1.3}
.safe{margin:0;display:flex;align-items:center;gap:.35rem;color:var(--soft);font-size:.9375rem}
.safe svg{flex:none}
.lang{margin-left:auto}
main.w{flex:1;padding-top:1rem;padding-bottom:2.5rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem 1.25rem}
.card:not(.card+.card){border-top:.25rem solid var(--act)}
.card+.card{margin-top:1rem;padding-top:.75rem;padding-bottom:.75rem}
h1{font-size:1.625rem;line-height:1.25;margin:0 0 .75rem;overflow-wrap:break-word;hyphens:auto}
h2{font-size:1.125rem;line-height:1.35;margin:0 0 .5rem}
p{margin:0 0 1rem}
.card>:last-child,.f:last-child,details>:last-child{margin-bottom:0}
ul{margin:0 0 1rem;padding-left:1.25rem}
.asked{margin-bottom:.25rem}
a{color:var(--act);text-underline-offset:.15em}
a:hover{color:var(--over)}
form{margin:0}
.f{margin:0 0 1.5rem}
label{display:block;font-weight:600}
.opt{font-weight:400;color:var(--soft)}
.h{display:block;margin:.125rem 0 0;color:var(--soft);font-size:.9375rem}
.e{display:block;margin:.25rem 0 0;color:var(--bad);font-weight:600}
input,textarea{display:block;width:100%;margin-top:.5rem;padding:.625rem .75rem;min-height:2.875rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--paper);color:inherit;font:inherit}
textarea{resize:vertical}
.bad input,.bad textarea{border:2px solid var(--bad)}
.short{max-width:14rem}
.code{max-width:14rem;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:1.25rem;letter-spacing:.08em;text-transform:uppercase}
button{min-height:2.875rem;padding:.625rem 1.5rem;border:1px solid transparent;border-radius:.5rem;background:var(--act);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button:hover{background:var(--over)}
button.quiet{background:transparent;border-color:var(--edge);color:var(--ink)}
button.quiet:hover{background:var(--ground)}
.lang a,.lang button{display:inline-block;min-height:2.75rem;padding:.5rem .25rem;background:none;border:0;color:var(--act);font:inherit;font-size:.9375rem;font-weight:400;text-decoration:underline;text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--focus);outline-offset:1px;box-shadow:0 0 0 5px var(--ink)}
.row{display:flex;flex-wrap:wrap;gap:.75rem}
.mail{padding:.75rem 1rem;border-radius:.5rem;background:var(--note);font-weight:600;font-size:1.125rem;overflow-wrap:anywhere}
.note{padding:.75rem 1rem;border-radius:.5rem;background:var(--note)}
.errors{margin:0 0 1.25rem;padding:1rem 1.25rem;border:2px solid var(--bad);border-radius:.5rem;background:var(--badbg)}
.errors:focus{outline:0;box-shadow:0 0 0 3px var(--focus)}
.errors ul{margin:0}
.errors a{color:var(--bad);font-weight:600}
.tick{display:flex;align-items:flex-start;gap:.75rem;font-weight:400}
.tick input{width:1.5rem;min-height:1.5rem;height:1.5rem;margin:0;flex:none;accent-color:var(--act)}
summary{cursor:pointer;font-weight:600;min-height:2.75rem;padding:.5rem 0}
details[open]{padding-bottom:.75rem}
footer{border-top:1px solid var(--line);background:var(--paper);color:var(--soft);font-size:.9375rem}
footer .w{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding-top:.75rem;padding-bottom:.75rem}
footer a{color:inherit}
footer p{margin:0;padding:.5rem 0}
footer a{display:inline-block;padding:.5rem 0}
footer p{width:100%}
.wait,.opening .card{display:none}
.opening .wait{display:block}
@media (min-width:40rem){main.w{padding-top:2.5rem}footer p{width:auto}.card{padding:2rem}.card+.card{padding:1rem 2rem}.who{display:flex;align-items:baseline;gap:1rem}h1{font-size:2rem}}
@media (forced-colors:active){:focus-visible{outline-color:Highlight}}
`
	.trim()
	.replace(/\n/g, '')

/**
 * The script that moves the token from the address bar into a post; it never reaches a server as part of a URL. Without
 * a token in the fragment, or without JavaScript, the form stays for the typed reference.
 */
export const SCRIPT =
	"(()=>{const t=location.hash.slice(1),f=document.getElementById('open');if(!f||!/^[\\w-]{43}$/.test(t))return;" +
	"history.replaceState(null,'',location.pathname+location.search);f.elements.link.value=t;" +
	"document.body.className='opening';f.submit()})()"
