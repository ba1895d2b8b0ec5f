"""The pages: the list of houses, one house's days, adding houses."""

from datetime import date, timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import login_required

from sync.hq import atlas, audit, board, charts, days, houses, ledger, months, sums
from sync.hq.audit import Action
