/* Comfort only: every page works without this file. */
(function () {
  'use strict';
  function each(selector, work) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), work);
  }

  /* "None of these" and the other ticks exclude each other. */
  each('input[data-exclusive]', function (none) {
    each('input[type=checkbox]', function (box) {
      if (box.name !== none.name || box.form !== none.form) { return; }
      box.addEventListener('change', function () {
        if (!box.checked) { return; }
        if (box !== none) { none.checked = false; return; }
        each('input[type=checkbox]', function (other) {
          if (other !== none && other.name === none.name && other.form === none.form) { other.checked = false; }
        });
      });
    });
  });

  each('[data-print]', function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });

  if (navigator.clipboard) {
    each('[data-copy]', function (button) {
      var source = document.getElementById(button.getAttribute('data-copy'));
      if (!source) { return; }
      button.hidden = false;
      button.addEventListener('click', function () {
        navigator.clipboard.writeText(source.textContent.trim()).then(function () {
          button.lastChild.textContent = button.getAttribute('data-done');
        });
      });
    });
  }

  /* The time where the visitor is, on paper and on the card. Without this file it is given in UTC. */
  each('time', function (time) {
    var language = time.closest('[lang]').lang;
    time.textContent = new Date(time.dateTime).toLocaleString(language === 'en' ? 'en-GB' : language, {
      weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short'
    });
  });

  /* What is wrong is heard and seen first. */
  each('[data-error-summary]', function (summary) { summary.focus(); });

  /* A page kept in memory may show answers that were cleared: ask the server again. What a search found holds none, and
     to ask for it again is to send the search again. */
  window.addEventListener('pageshow', function (event) {
    if (event.persisted && !document.querySelector('[data-holds-no-answer]')) { window.location.reload(); }
  });
}());
