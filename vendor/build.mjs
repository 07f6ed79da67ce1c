// Builds triage/web/static/style.css. Run it with `bash vendor/build.sh`.
//
// nhsuk-frontend is compiled from the components that our macros use, then trimmed to the classes
// in KEEP, turned from left/right into start/end, and given our one focus ring instead of its own.
// Our own rules (_app.scss) follow, and the whole is minified.
import { readFileSync, writeFileSync } from 'node:fs'
import postcss from 'postcss'
import { compile, compileString } from 'sass'

const here = new URL('.', import.meta.url).pathname
const version = JSON.parse(readFileSync(`${here}node_modules/nhsuk-frontend/package.json`)).version
const target = `${here}../triage/web/static/style.css`

// Every nhsuk class that a template may use. Add one here, rebuild, and it is in the stylesheet.
const KEEP = new Set(`
  nhsuk-width-container nhsuk-main-wrapper
  nhsuk-heading-xl nhsuk-heading-l nhsuk-heading-m nhsuk-heading-s
  nhsuk-caption-l nhsuk-caption-m nhsuk-body nhsuk-body-s nhsuk-list nhsuk-list--bullet nhsuk-list--number
  nhsuk-u-visually-hidden nhsuk-back-link nhsuk-button nhsuk-button--secondary nhsuk-inset-text
  nhsuk-form-group nhsuk-form-group--error nhsuk-fieldset nhsuk-fieldset__legend nhsuk-fieldset__legend--l
  nhsuk-fieldset__legend--m nhsuk-fieldset__heading nhsuk-hint nhsuk-error-message nhsuk-label
  nhsuk-radios nhsuk-radios__item nhsuk-radios__input nhsuk-radios__label
  nhsuk-checkboxes nhsuk-checkboxes__item nhsuk-checkboxes__input nhsuk-checkboxes__label
  nhsuk-checkboxes__divider nhsuk-error-summary nhsuk-error-summary__heading nhsuk-error-summary__body
  nhsuk-error-summary__list nhsuk-summary-list nhsuk-summary-list__row nhsuk-summary-list__key
  nhsuk-summary-list__value nhsuk-summary-list__actions
`.split(/\s+/).filter(Boolean))

// Parts of kept rules that never apply here, or that _app.scss says better.
const UNUSED = [
  /:focus|:disabled|:visited|:has\(|\[href\]|\[class/, // one focus ring and one link style, in _app.scss
  /::-moz-|:-moz-|:not\(\.(nhsuk-label|nhsuk-fieldset)/,
  /\b(code|samp|kbd|var|address|h5|h6)\b(?!-)/,
  /__list a|-conditional|:last-of-type/,
  /^(p|ul|ol|h\d|\.nhsuk-[a-z-]+)(:not\(.*\))?\s*\+/, // spacing between neighbours: margins are enough
]
const PHYSICAL = {
  'margin-left': 'margin-inline-start', 'margin-right': 'margin-inline-end',
  'padding-left': 'padding-inline-start', 'padding-right': 'padding-inline-end',
  'border-left': 'border-inline-start', 'border-right': 'border-inline-end',
  left: 'inset-inline-start', right: 'inset-inline-end',
}

/** Whether every class in one selector is in KEEP and nothing in it is UNUSED. */
function wanted(selector) {
  const classes = selector.match(/\.[a-z][\w-]*/g) ?? []
  return classes.every((name) => KEEP.has(name.slice(1))) && !UNUSED.some((part) => part.test(selector))
}

/** Trims one nhsuk rule to the selectors that are wanted, or removes it. */
function trim(rule) {
  const selectors = rule.selectors.filter(wanted)
  if (selectors.length) rule.selectors = selectors
  else rule.remove()
}

/** Makes one declaration logical, and drops what _app.scss forbids or replaces. */
function tidy(declaration) {
  if (/^(-moz-|-ms-|-webkit-(?!text-size-adjust)|transition|animation|overflow-y)/.test(declaration.prop)) {
    declaration.remove()
    return
  }
  declaration.prop = PHYSICAL[declaration.prop] ?? declaration.prop
  if (declaration.prop === 'text-align') {
    declaration.value = declaration.value.replace('left', 'start').replace('right', 'end')
  }
  declaration.value = declaration.value.replace(/#a1150b/gi, 'var(--error)')
}

/** Keeps the at-rules that matter: print is ours alone, and one name for forced colours is enough. */
function tidyAtRule(rule) {
  if (rule.name === 'supports' || (rule.name === 'media' && rule.params === 'print')) rule.remove()
  else rule.params = rule.params.replace(/screen and (\(forced-colors: active\)).*/, '$1')
}

function dropEmpty(root) {
  root.walk((node) => {
    if ((node.type === 'rule' || node.type === 'atrule') && node.nodes?.length === 0) node.remove()
  })
}

const loadPaths = [here, `${here}node_modules/nhsuk-frontend/dist`]
const theirs = postcss.parse(compile(`${here}back-pain-check.scss`, { loadPaths, quietDeps: true }).css)
theirs.walkComments((comment) => comment.remove())
theirs.walkAtRules(tidyAtRule)
theirs.walkRules(trim)
theirs.walkDecls(tidy)
for (let pass = 0; pass < 3; pass += 1) dropEmpty(theirs)

const ours = compile(`${here}_app.scss`).css
const css = compileString(`${theirs}\n${ours}`, { syntax: 'css', style: 'compressed' }).css.replace(/^\uFEFF|@charset "[^"]*";/g, '')
const header = `/*! Back pain check. Built by vendor/build.sh: do not edit. Contains parts of nhsuk-frontend ${version}, `
  + 'MIT licence, Copyright (c) 2019 NHS.UK: see LICENSE-nhsuk-frontend.txt beside this file. Not an NHS service. */\n'
writeFileSync(target, `${header}${css.trim()}\n`)
