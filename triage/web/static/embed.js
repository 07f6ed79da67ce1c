/* Inside a publisher's page: tells that page how high this one is, and nothing else. */
(function () {
  'use strict';
  var script = document.currentScript, last = 0;
  var parents = script.getAttribute('data-parents').split(' ');
  var above = window.location.ancestorOrigins;
  if (above && above.length) {
    parents = parents.filter(function (parent) { return parent === above[0]; });
  }
  function tell() {
    var px = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (px === last) { return; }
    last = px;
    parents.forEach(function (parent) { window.parent.postMessage({ type: 'height', px: px }, parent); });
  }
  if (window.parent !== window && window.ResizeObserver) {
    new ResizeObserver(tell).observe(document.documentElement);
  }
}());
